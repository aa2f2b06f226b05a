package org.truckee.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.http.WebPort;

/** What is a member's own, and nobody else's. */
class MemberDriveTest extends MemberGrid {
  private WebPort.Answer put(Visitor visitor, String path, String text) {
    return web.send("PUT", path, text.getBytes(StandardCharsets.UTF_8), "Cookie", visitor.cookie());
  }

  @Test
  void twoMembers_haveADriveEach_andNeitherSeesTheOthers() throws IOException {
    Visitor ann = member("ann");
    Visitor bob = member("bob");
    assertThat(put(ann, "/vdrive/mine/letters/ann.txt", "of ann").status()).isEqualTo(201);
    assertThat(put(bob, "/vdrive/mine/bob.txt", "of bob").status()).isEqualTo(201);

    assertThat(ann.look("/vdrive/mine/").text()).contains("letters").doesNotContain("bob.txt");
    assertThat(bob.look("/vdrive/mine/").text()).contains("bob.txt").doesNotContain("letters");
    assertThat(bob.look("/vdrive/mine/letters/ann.txt").status()).isEqualTo(404);
    assertThat(ann.look("/vdrive/mine/letters/ann.txt").text()).isEqualTo("of ann");
    assertThat(uri(ann)).startsWith("URI:DIR:").isNotEqualTo(uri(bob));
    assertThat(uri(ann)).isEqualTo(uri(new Visitor(web).signIn("ann", passphrase("ann"))));
  }

  private static String uri(Visitor visitor) {
    return visitor.look("/vdrive/mine/?t=uri").text();
  }

  @Test
  void withoutAVdriveServer_thereIsASession_andNoDrive() throws IOException {
    Visitor ann = member("ann");
    web = open(grid.gateway(GatewaySettings.encoding(1, 1, 1)));
    Visitor there = new Visitor(web).with(ann.cookie());

    assertThat(there.look("/member").status()).isEqualTo(200);
    WebPort.Answer drive = there.look("/vdrive/mine/", "Accept", "*/*");
    assertThat(drive.status()).isBetween(404, 503);
    assertThat(drive.text()).contains("vdrive server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/vdrive/mine",
        "/vdrive/mine/",
        "/vdrive/mine/?t=uri",
        "/vdrive/mine/?t=json",
        "/vdrive/mine/a.txt",
        "/vdrive/%6dine/?t=uri",
        "/vdrive//mine/?t=uri",
        "/vdrive/./mine/?t=uri",
        "/vdrive/x/../mine/?t=uri"
      })
  void withoutASession_nothingOfADriveIsTold(String path) throws IOException {
    put(member("ann"), "/vdrive/mine/a.txt", "secret words");
    for (String cookie : new String[] {"", "truckee_member=" + "a".repeat(52), "truckee_member="}) {
      Visitor stranger = new Visitor(web).with(cookie);
      WebPort.Answer page = stranger.look(path);
      assertThat(page.status()).isIn(303, 404);
      WebPort.Answer text = stranger.look(path, "Accept", "application/json");
      assertThat(text.status()).isIn(401, 404);
      assertThat(page.text() + text.text()).doesNotContain("URI:", "secret words", "a.txt\"");
    }
  }

  @Test
  void aProgramWithoutASession_isToldToSignIn() {
    WebPort.Answer text = web.get("/vdrive/mine/?t=json");
    assertThat(text.status()).isEqualTo(401);
    assertThat(text.text()).contains("members of the gateway who are signed in");
    assertThat(text.header("WWW-Authenticate")).contains("/sign-in");
    assertThat(web.send("PUT", "/vdrive/mine/a", new byte[9]).status()).isEqualTo(401);
    assertThat(web.send("DELETE", "/vdrive/mine/a", new byte[0]).status()).isEqualTo(401);
    assertThat(web.send("POST", "/member?t=sign-out", new byte[0]).status()).isEqualTo(401);
  }

  @Test
  void aMember_isNotTheOwner() throws IOException {
    Visitor ann = member("ann");
    for (String path : new String[] {"/vdrive/private/?t=uri", "/vdrive/private", "/upkeep"}) {
      assertThat(ann.look(path).status()).as(path).isEqualTo(401);
      assertThat(ann.look(path).text()).doesNotContain("URI:");
    }
    assertThat(ann.look("/vdrive/global/?t=uri").status()).isEqualTo(200);
    String sesame = "Basic bWU6c2VzYW1l";
    assertThat(web.get("/vdrive/private/?t=uri", "Authorization", sesame).text())
        .startsWith("URI:DIR:")
        .isNotEqualTo(uri(ann));
    assertThat(web.get("/vdrive/mine/?t=uri", "Authorization", sesame).status()).isEqualTo(401);
  }

  @Test
  void aForm_isForTheMemberWhoseSessionItComesBy() throws IOException {
    Visitor ann = member("ann");
    assertThat(ann.fill("/vdrive/mine/?t=mkdir&name=photos").status()).isLessThan(400);
    assertThat(ann.look("/vdrive/mine/").text()).contains("photos");
    assertThat(
            ann.post("/vdrive/mine/?t=mkdir&name=planted", "", "Origin", "http://evil.example")
                .status())
        .isEqualTo(403);
    Visitor out = new Visitor(web);
    WebPort.Answer late = out.fill("/vdrive/mine/?t=mkdir&name=late&when_done=.");
    assertThat(late.status()).isEqualTo(303);
    assertThat(late.header("Location")).endsWith("sign-in?when_done=vdrive%2Fmine%2F");
  }

  @Test
  void aSession_lastsOverARestart_andNotForEver() throws IOException {
    Visitor ann = member("ann");
    web = open();
    Visitor back = new Visitor(web).with(ann.cookie());
    assertThat(back.look("/member").text()).contains("Signed in as ann");
    grid.clock().advance(SESSION.minusSeconds(1));
    assertThat(back.look("/member").status()).isEqualTo(200);
    grid.clock().advance(Duration.ofSeconds(1));
    assertThat(back.look("/member").status()).isEqualTo(303);
  }

  @Test
  void theSessionOfAMemberWhoWasRemoved_isNone_atOnce() throws IOException {
    Visitor ann = member("ann");
    String drive = uri(ann);
    assertThat(store().remove("ann").drive().toUri()).isEqualTo(drive);

    assertThat(ann.look("/vdrive/mine/").status()).isEqualTo(303);
    assertThat(ann.look("/vdrive/mine/", "Accept", "*/*").status()).isEqualTo(401);
    assertThat(uri(member("ann"))).as("the drive of another of that name").isNotEqualTo(drive);
  }

  @Test
  void aMembershipThatIsOver_endsItsSessions() throws IOException {
    member("ann");
    String link =
        store()
            .add("bob", now(), Optional.of(now().plusSeconds(60)), now().plusSeconds(60))
            .reveal();
    Visitor bob = new Visitor(web);
    choose(bob, "/sign-in?link=" + link, passphrase("bob"));
    assertThat(bob.look("/member").text()).contains("Until");
    grid.clock().advance(Duration.ofMinutes(1));

    assertThat(bob.look("/member").status()).isEqualTo(303);
    assertThat(bob.fill("/sign-in", "name", "bob", "passphrase", passphrase("bob")).status())
        .isEqualTo(401);
  }

  @Test
  void signingOut_endsOneSession_andEverywhere_all() throws IOException {
    Visitor here = member("ann");
    Visitor there = new Visitor(web).signIn("ann", passphrase("ann"));
    Visitor phone = new Visitor(web).signIn("ann", passphrase("ann"));
    assertThat(here.look("/member").text()).contains("at 3 places");
    String old = here.cookie();

    WebPort.Answer out = here.fill("/member?t=sign-out");
    assertThat(out.header("Location")).isEqualTo("./sign-in");
    assertThat(out.header("Set-Cookie")).startsWith("truckee_member=; Max-Age=0; Path=/;");
    assertThat(here.with(old).look("/member").status()).isEqualTo(303);
    assertThat(there.look("/member?t=json").text()).contains("\"sessions\": 2");
    assertThat(there.fill("/member?t=sign-out-everywhere").status()).isEqualTo(303);
    assertThat(phone.look("/member").status()).isEqualTo(303);
  }

  @Test
  void aChangedPassphrase_endsAllOtherSessions() throws IOException {
    Visitor here = member("ann");
    Visitor there = new Visitor(web).signIn("ann", passphrase("ann"));
    String fresh = "quite other words";
    WebPort.Answer wrong = change(here, "not the words", fresh, fresh);
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.text()).contains("not your passphrase until now", "Signed in as ann");
    assertThat(change(here, passphrase("ann"), fresh, "others").text()).contains("not the same");
    assertThat(change(here, passphrase("ann"), "short", "short").status()).isEqualTo(400);

    String old = here.cookie();
    assertThat(change(here, passphrase("ann"), fresh, fresh).status()).isEqualTo(303);
    assertThat(here.look("/member?changed=true").text()).contains("was changed");
    assertThat(there.look("/member").status()).isEqualTo(303);
    assertThat(new Visitor(web).with(old).look("/member").status()).isEqualTo(303);
    new Visitor(web).signIn("ann", fresh);
    assertThat(here.fill("/member?t=nothing").status()).isEqualTo(400);
  }

  private static WebPort.Answer change(Visitor who, String before, String after, String again) {
    return who.fill("/member?t=passphrase", "before", before, "passphrase", after, "again", again);
  }

  @Test
  void guessingThePassphraseOfAnOpenSession_endsToo() throws IOException {
    Visitor ann = member("ann");
    String fresh = "quite other words";
    for (int i = 0; i < 10; i++)
      assertThat(change(ann, "guess " + i, fresh, fresh).status()).isEqualTo(403);
    assertThat(change(ann, passphrase("ann"), fresh, fresh).status()).isEqualTo(429);
  }
}
