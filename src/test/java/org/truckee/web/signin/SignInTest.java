package org.truckee.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.crypto.Argon2id;
import org.truckee.testing.http.WebPort;
import org.truckee.web.member.MemberSettings;

/** The door to a gateway with members. */
class SignInTest extends MemberGrid {
  private static final String COOKIE = "truckee_member=[a-z2-7]{52}; Max-Age=2592000; Path=/;";

  @Test
  void aLink_letsAMemberChooseAPassphrase_once() throws IOException {
    String link = invite("ann");
    Visitor ann = new Visitor(web);
    for (int i = 0; i < 2; i++)
      assertThat(ann.look(link).text()).contains("Choose a passphrase", "ann", "new-password");
    assertThat(ann.cookie()).isEmpty();

    WebPort.Answer chosen = choose(ann, link, passphrase("ann"));
    assertThat(chosen.status()).isEqualTo(303);
    assertThat(chosen.header("Location")).isEqualTo("./vdrive/mine/");
    assertThat(chosen.header("Set-Cookie")).matches(COOKIE + " HttpOnly; SameSite=Lax");
    assertThat(ann.look("/vdrive/mine/").text()).contains("My drive");

    WebPort.Answer again = choose(new Visitor(web), link, "other words of mine");
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.text()).contains("used already");
    assertThat(new Visitor(web).look(link).status()).isEqualTo(401);
    new Visitor(web).signIn("ann", passphrase("ann"));
  }

  @Test
  void aLinkWhoseTimeIsOver_opensNothing() throws IOException {
    String late = invite("late");
    String removed = invite("removed");
    store().remove("removed");
    assertThat(choose(new Visitor(web), removed, "some words of mine").status()).isEqualTo(401);
    grid.clock().advance(Duration.ofDays(7));

    assertThat(choose(new Visitor(web), late, "some words of mine").status()).isEqualTo(401);
    for (String bad : new String[] {"", "x", "a".repeat(52), "%00"})
      assertThat(new Visitor(web).look("/sign-in?link=" + bad).status()).as(bad).isEqualTo(401);
  }

  @Test
  void aPassphraseThatIsNoGood_isAskedForAgain_andTheLinkStays() throws IOException {
    String link = invite("ann");
    Visitor ann = new Visitor(web);
    WebPort.Answer shortOne = choose(ann, link, "short");
    assertThat(shortOne.status()).isEqualTo(400);
    assertThat(shortOne.text()).contains("at least 12 characters", "role=\"alert\"");
    WebPort.Answer different =
        ann.fill(
            "/sign-in",
            "link",
            link.substring(link.indexOf('=') + 1),
            "passphrase",
            "some words of mine",
            "again",
            "some words of yours");
    assertThat(different.text()).contains("not the same").doesNotContain("of yours");
    assertThat(choose(ann, link, passphrase("ann")).status()).isEqualTo(303);
  }

  @Test
  void aWrongPassphrase_andAnUnknownName_getTheSameAnswer() throws IOException {
    member("ann");
    invite("bob");
    String wrong = answerTo("ann", "some other words");

    assertThat(wrong).contains("do not belong together", "role=\"alert\"");
    assertThat(answerTo("nobody", "some other words")).isEqualTo(wrong);
    assertThat(answerTo("bob", "")).as("one who has only a link").isEqualTo(wrong);
    assertThat(answerTo("a' OR 'a'='a", "x' OR 'a'='a")).isEqualTo(wrong);
    assertThat(answerTo("\u0000\ud83d\ude00", "\u0000")).isEqualTo(wrong);
  }

  /** The page after a try, without what differs with each page. */
  private String answerTo(String name, String passphrase) {
    Visitor visitor = new Visitor(web);
    WebPort.Answer answer = visitor.fill("/sign-in", "name", name, "passphrase", passphrase);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Cookie ");
    assertThat(visitor.cookie()).isEmpty();
    return answer
        .text()
        .replaceAll("nonce=\"[^\"]*\"", "nonce")
        .replaceAll("name=\"name\" value=\"[^\"]*\"", "name");
  }

  @Test
  void aName_isKnownInLettersOfAnyCase_andAPassphraseHoweverItIsTyped() throws IOException {
    choose(new Visitor(web), invite("Ann"), "Zürich caf\u00e9 \ud83d\ude00");

    new Visitor(web).signIn(" aNN ", "Zu\u0308rich cafe\u0301 \ud83d\ude00");
  }

  @Test
  void guessing_endsAfterAFewTries_andTheRightOnesAreNotCounted() throws IOException {
    Visitor ann = member("ann");
    for (int i = 0; i < 12; i++) ann.signIn("ann", passphrase("ann"));
    for (int i = 0; i < 10; i++) answerTo("ann", "guess " + i);
    WebPort.Answer late =
        new Visitor(web).fill("/sign-in", "name", "ann", "passphrase", passphrase("ann"));

    assertThat(late.status()).isEqualTo(429);
    assertThat(Integer.parseInt(late.header("Retry-After"))).isBetween(1, 61);
    assertThat(ann.look("/vdrive/mine/").status()).as("who is signed in").isEqualTo(200);
  }

  @Test
  void signingIn_beginsANewSession_andEndsTheOneOfBefore() throws IOException {
    Visitor mallory = member("mallory");
    member("ann");
    String planted = mallory.cookie();
    Visitor ann = new Visitor(web).with(planted).signIn("ann", passphrase("ann"));

    assertThat(ann.cookie()).isNotEqualTo(planted);
    assertThat(ann.look("/member").text()).contains("Signed in as ann");
    assertThat(mallory.look("/member").status()).as("the session of before").isEqualTo(303);
  }

  @Test
  void whoIsSentToSignIn_comesBackToWhereTheWayLed() throws IOException {
    member("ann");
    Visitor ann = new Visitor(web);
    WebPort.Answer sent = ann.look("/vdrive/mine/a%20b/?t=info&x=%22");
    assertThat(sent.status()).isEqualTo(303);
    String page = "/" + sent.header("Location").replace("../", "");
    assertThat(page)
        .isEqualTo("/sign-in?when_done=vdrive%2Fmine%2Fa%2520b%2F%3Ft%3Dinfo%26x%3D%2522");
    assertThat(ann.look(page).text()).contains("value=\"vdrive/mine/a%20b/?t=info&amp;x=%22\"");

    WebPort.Answer in =
        ann.fill(
            "/sign-in",
            "name",
            "ann",
            "passphrase",
            passphrase("ann"),
            "when_done",
            "vdrive/mine/a%20b/?t=info");
    assertThat(in.header("Location")).isEqualTo("vdrive/mine/a%20b/?t=info");
    assertThat(ann.look("/sign-in").status()).as("who is signed in already").isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example", "https://evil.example/", "/\\evil.example", "\t//evil.example"})
  void nobodyIsSentElsewhere(String address) throws IOException {
    Visitor ann = member("ann");
    WebPort.Answer answer =
        ann.fill("/sign-in", "name", "ann", "passphrase", passphrase("ann"), "when_done", address);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(ann.look("/sign-in?when_done=%2F%2Fevil.example").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void aPageOfAnotherSite_signsNobodyIn_andOut(String header, String value) throws IOException {
    Visitor ann = member("ann");
    String right = Visitor.form("name", "ann", "passphrase", passphrase("ann"));
    Visitor victim = new Visitor(web);

    assertThat(victim.post("/sign-in", right, header, value).status()).isEqualTo(403);
    assertThat(victim.cookie()).isEmpty();
    assertThat(ann.post("/member?t=sign-out-everywhere", "", header, value).status())
        .isEqualTo(403);
    assertThat(ann.look("/member").status()).isEqualTo(200);
  }

  @Test
  void overTls_theCookieGoesOverNothingElse() throws IOException {
    member("ann");
    String right = Visitor.form("name", "ann", "passphrase", passphrase("ann"));
    Visitor ann = new Visitor(web);
    WebPort.Answer answer = ann.post("/sign-in", right, "X-Forwarded-Proto", "https");
    assertThat(answer.header("Set-Cookie"))
        .startsWith("__Host-" + "truckee_member=")
        .endsWith("; Secure");
    assertThat(ann.look("/member", "X-Forwarded-Proto", "https").status()).isEqualTo(200);
    assertThat(ann.look("/member").status()).as("without TLS").isEqualTo(303);

    Optional<String> address = Optional.of("https://grid.example/");
    web = open(new MemberSettings(SESSION, address, new Argon2id(64, 1, 1)));
    assertThat(new Visitor(web).post("/sign-in", right).header("Set-Cookie")).endsWith("; Secure");
  }

  @Test
  void aForm_hasABound_andIsOne() throws IOException {
    member("ann");
    Visitor ann = new Visitor(web);
    String huge = "name=ann&passphrase=" + "a".repeat(1 << 20);
    assertThat(ann.post("/sign-in", huge).status()).isEqualTo(413);
    assertThat(ann.post("/sign-in", "name=ann&passphrase=" + "a".repeat(1001)).status())
        .isEqualTo(400);
    assertThat(ann.post("/sign-in", "name=%zz").status()).isEqualTo(400);
    assertThat(ann.post("/sign-in", "name=%ff").status()).isEqualTo(400);
    assertThat(ann.post("/sign-in", "x&".repeat(1001)).status()).isEqualTo(413);
    assertThat(ann.post("/sign-in", "").status()).isEqualTo(401);
    assertThat(web.send("POST", "/sign-in", new byte[9]).status()).isEqualTo(415);
    assertThat(web.send("PUT", "/sign-in", new byte[9]).status()).isEqualTo(405);
  }

  @Test
  void aProgram_isAnsweredInText() throws IOException {
    member("ann");
    Visitor curl = new Visitor(web);
    String right = Visitor.form("name", "ann", "passphrase", passphrase("ann"));
    assertThat(curl.post("/sign-in", right, "Accept", "*/*").text())
        .isEqualTo("Signed in as ann.\n");
    assertThat(curl.look("/member?t=json").text()).contains("\"name\": \"ann\"");
    WebPort.Answer wrong = curl.post("/sign-in", "name=ann&passphrase=no", "Accept", "*/*");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text()).contains("do not belong together").doesNotContain("<");
  }

  @Test
  void aGatewayWithoutMembers_hasNoSuchDoor() {
    WebPort plain = grid.web();
    assertThat(plain.get("/sign-in").status()).isEqualTo(404);
    assertThat(plain.get("/member").status()).isEqualTo(404);
    assertThat(plain.get("/vdrive/mine/").status()).isEqualTo(404);
    assertThat(plain.get("/", "Accept", "text/html").text()).doesNotContain("My drive");
  }
}
