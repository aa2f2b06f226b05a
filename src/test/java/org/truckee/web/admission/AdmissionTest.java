package org.truckee.web.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.crypto.Argon2id;
import org.truckee.testing.ToldFigures;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;
import org.truckee.web.member.MemberSettings;
import org.truckee.web.member.MemberStore;
import org.truckee.web.member.Members;

/** Strangers at a gateway that wants a proof of work. */
class AdmissionTest extends AdmissionGrid {
  private final Stranger stranger = from("203.0.113.7");

  @Test
  void whoIsNotAdmitted_isToldWhereToGo_andStillReads() {
    String cap = from("198.51.100.1").admitted().put(1000).text();
    WebPort.Answer refused = stranger.put(1000);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("Link")).isEqualTo("<./admission>; rel=\"payment\"");
    assertThat(refused.text())
        .contains("after a proof of work", "at most 1.0 MiB in 30 days", "/admission");
    assertThat(stranger.get(WebPort.path(cap)).status()).isEqualTo(200);
    WebPort.Answer page = stranger.put(1000, "Accept", "text/html");
    assertThat(page.text()).contains("href=\"./admission\"");
    assertThat(stranger.put(1000, "Accept", "application/json").text()).contains("\"ADMISSION\"");
  }

  @Test
  void whoIsAdmitted_storesUntilTheQuotaIsUsed_andIsToldWhenItFrees() {
    stranger.admitted();
    assertThat(stranger.left()).isEqualTo(QUOTA);
    assertThat(stranger.put(1 << 19).status()).isEqualTo(200);
    assertThat(stranger.put(10).status()).isEqualTo(200);
    assertThat(stranger.left()).isEqualTo(QUOTA - (1 << 19) - StrangersAllowance.LEAST);
    WebPort.Answer refused = stranger.put(1 << 19);
    assertThat(refused.status()).isEqualTo(507);
    assertThat(refused.text()).contains("its quota is free again on ");
    assertThat(refused.header("Retry-After")).isEqualTo(Long.toString(PERIOD.toSeconds() + 1));
    assertThat(stranger.put((1 << 20) + 1).status()).isEqualTo(413);
    assertThat(stranger.left()).isEqualTo(QUOTA - (1 << 19) - StrangersAllowance.LEAST);
  }

  @Test
  void anAdmission_ends_andIsHadAnew() {
    stranger.admitted();
    assertThat(stranger.put(1 << 20).status()).isEqualTo(200);
    grid.clock().advance(PERIOD);
    assertThat(stranger.put(10).status()).isEqualTo(403);
    assertThat(stranger.admitted().put(10).status()).isEqualTo(200);
  }

  @Test
  void aRestart_keepsTheQuota() {
    stranger.admitted().put(1 << 19);
    closeAll();
    web = open(new Price(4, 8, 100));
    assertThat(stranger.left()).isEqualTo(QUOTA - (1 << 19));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.250, true",
    "203.0.113.7, 203.0.114.7, false",
    "2001:db8:1:2::7, 2001:db8:1:2:ffff::1, true",
    "2001:db8:1:2::7, 2001:db8:1:3::7, false",
    "::ffff:203.0.113.7, 203.0.113.9, true",
  })
  void anAdmission_isThatOfANetwork(String one, String other, boolean same) {
    from(one).admitted().put(1000);
    assertThat(from(other).put(1000).status()).isEqualTo(same ? 200 : 403);
    if (same) assertThat(from(other).left()).isEqualTo(QUOTA - 2 * StrangersAllowance.LEAST);
  }

  @Test
  void uploadsThatRace_neverGoBeyondTheQuota() throws InterruptedException, ExecutionException {
    stranger.admitted();
    int size = 100_000;
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<WebPort.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 24; i++) answers.add(threads.submit(() -> stranger.put(size)));
    int stored = 0;
    for (Future<WebPort.Answer> answer : answers) {
      assertThat(answer.get().status()).isIn(200, 507);
      if (answer.get().status() == 200) stored++;
    }
    threads.shutdown();
    assertThat(stored).isEqualTo((int) (QUOTA / size));
    assertThat(stranger.left()).isEqualTo(QUOTA - (long) stored * size);
  }

  /** Puts a file whose length nobody says before; the beginning of the answer. */
  private String putInChunks(int size) throws IOException {
    byte[] body = new byte[size];
    new SecureRandom().nextBytes(body);
    String begin = head("Transfer-Encoding: chunked") + Integer.toHexString(size) + "\r\n";
    try (Socket socket = web.begin(begin)) {
      WebPort.say(socket, body);
      WebPort.say(socket, "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(answer, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aBodyOfUnknownLength_isCountedWhileItComes() throws IOException {
    assertThat(putInChunks(100_000)).isEqualTo("HTTP/1.1 403");
    stranger.admitted();
    assertThat(putInChunks(300_000)).isEqualTo("HTTP/1.1 200");
    assertThat(stranger.left()).isEqualTo(QUOTA - 300_000);
    assertThat(putInChunks(2 << 20)).isEqualTo("HTTP/1.1 507");
    assertThat(stranger.left()).isNotNegative();
  }

  @Test
  void anUploadThatBreaksOff_countsWithTheBytesThatCame() throws IOException {
    stranger.admitted();
    try (Socket socket = web.begin(head("Content-Length: 500000"))) {
      WebPort.say(socket, new byte[100_000]);
      Waiting.until(() -> assertThat(stranger.left()).isEqualTo(QUOTA - 500_000));
    }
    Waiting.until(() -> assertThat(stranger.left()).isGreaterThan(QUOTA - 500_000));
    assertThat(stranger.left()).isBetween(QUOTA - 100_000, QUOTA);
  }

  /** The head of a request that puts a file in, with {@code length} as the header that tells it. */
  private static String head(String length) {
    return String.join(
        "\r\n",
        "PUT /uri HTTP/1.1",
        "Host: localhost",
        "X-Forwarded-For: 203.0.113.7",
        length,
        "",
        "");
  }

  @Test
  void whatIsRefusedForAnotherReason_costsNothing() {
    stranger.admitted();
    assertThat(stranger.send("PUT", "/uri?format=none", new byte[9000]).status()).isEqualTo(400);
    assertThat(stranger.send("PUT", "/uri/URI:CHK:nothing", new byte[9000]).status())
        .isEqualTo(405);
    assertThat(stranger.left()).isEqualTo(QUOTA);
  }

  @Test
  void aForm_mayAskForSomethingThatStoresNothing_andALargeOneIsCounted() {
    String cap = from("198.51.100.1").admitted().put(1000).text();
    String kind = "multipart/form-data; boundary=x";
    String ask = "--x\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\ncheck\r\n--x--\r\n";
    assertThat(
            stranger
                .send(
                    "POST",
                    WebPort.path(cap),
                    ask.getBytes(StandardCharsets.US_ASCII),
                    "Content-Type",
                    kind)
                .status())
        .isEqualTo(200);
    String file =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            + "a".repeat(200_000)
            + "\r\n--x--\r\n";
    byte[] upload = file.getBytes(StandardCharsets.US_ASCII);
    assertThat(stranger.send("POST", "/uri?t=upload", upload, "Content-Type", kind).status())
        .isEqualTo(403);
    stranger.admitted();
    assertThat(stranger.send("POST", "/uri?t=upload", upload, "Content-Type", kind).status())
        .isEqualTo(200);
    assertThat(stranger.left()).isEqualTo(QUOTA - upload.length);
  }

  @Test
  void theOwner_needsNone_andAWrongSecretIsToldSo() {
    assertThat(stranger.put(2 << 20, owner("sesame")).status()).isEqualTo(200);
    assertThat(stranger.put(10, owner("tahini")).status()).isEqualTo(401);
    assertThat(stranger.put(10, "Authorization", "Bearer abc").status()).isEqualTo(403);
    assertThat(stranger.get("/admission?t=json", owner("sesame")).text())
        .contains("\"needed\": false")
        .doesNotContain("left");
  }

  @Test
  void aMember_needsNone() throws IOException {
    MemberSettings settings =
        new MemberSettings(Duration.ofDays(30), Optional.empty(), new Argon2id(64, 1, 1));
    Members members =
        new Members(
            grid.vertx(),
            directory.resolve("members.sqlite"),
            settings,
            grid.clock(),
            new SecureRandom());
    Waiting.of(members.open());
    web =
        grid.gateway()
            .web(
                service ->
                    service.knowing(Optional.of(members)).admitting(Optional.of(admissions)));
    String link;
    try (MemberStore store =
        MemberStore.open(directory.resolve("members.sqlite"), new SecureRandom())) {
      link =
          store
              .add(
                  "ann",
                  grid.clock().instant(),
                  Optional.empty(),
                  grid.clock().instant().plus(PERIOD))
              .reveal();
    }
    String words = "passphrase=the+words+of+ann&again=the+words+of+ann&link=" + link;
    WebPort.Answer in =
        stranger.send(
            "POST",
            "/sign-in",
            words.getBytes(StandardCharsets.US_ASCII),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(in.text()).contains("Signed in as ann");
    String cookie = in.header("Set-Cookie").split(";", 2)[0];
    assertThat(stranger.put(2 << 20, "Cookie", cookie).status()).isEqualTo(200);
    assertThat(stranger.put(10, "Cookie", cookie + "a").status()).isEqualTo(403);
    assertThat(stranger.get("/admission", "Accept", "text/html", "Cookie", cookie).text())
        .contains("you need no admission");
    Waiting.of(members.close());
  }

  @Test
  void thePage_tellsThePrice_andWorksWithoutScripts() {
    WebPort.Answer page = stranger.get("/admission", "Accept", "text/html");
    assertThat(page.text())
        .contains("at most 1.0 MiB in 30 days", "4 bits: about 16 tries", "Ask the gateway");
    assertThat(page.header("Content-Security-Policy")).endsWith("; worker-src 'self'");
    assertThat(stranger.get("/", "Accept", "text/html").header("Content-Security-Policy"))
        .doesNotContain("worker");
    stranger.admitted();
    assertThat(stranger.get("/admission", "Accept", "text/html").text())
        .contains("Admitted until", "203.0.113.0/24")
        .doesNotContain("name=\"challenge\"");
  }

  @Test
  void monitors_areToldOfAdmissionsAndRefusals() {
    stranger.put(10);
    stranger.show("challenge=a&solution=1");
    stranger.admitted().put(10);
    ToldFigures told = new ToldFigures();
    admissions.tell(told);
    assertThat(
            told.of(
                "truckee_gateway_admissions admitted",
                "truckee_gateway_admissions refused",
                "truckee_gateway_admissions stored",
                "truckee_gateway_admissions not_stored",
                "truckee_gateway_admission_bits"))
        .containsExactly(1L, 1L, 1L, 1L, 4L);
  }
}
