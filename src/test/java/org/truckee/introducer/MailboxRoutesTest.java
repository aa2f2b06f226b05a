package org.truckee.introducer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.protocol.invite.MailboxPaths;
import org.truckee.protocol.invite.MailboxPaths.Message;
import org.truckee.testing.Waiting;

/** Mailboxes over HTTPS, and what strangers are told. */
class MailboxRoutesTest {
  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private IntroducerFixture introducer;
  private String number;
  private String secret;

  @BeforeEach
  void start() {
    introducer = new IntroducerFixture(vertx, directory.resolve("announcements.jsonl"));
    JsonObject opened =
        new JsonObject(introducer.send(HttpMethod.POST, MailboxPaths.MAILBOXES, "").body());
    number = "" + opened.getInteger("number");
    secret = MailboxPaths.SCHEME + opened.getString("secret");
    assertThat(opened.getInteger("seconds")).isEqualTo(3600);
  }

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private IntroducerFixture.Answer put(Message message, String text, String authorization) {
    String path = MailboxPaths.message(number, message);
    return introducer.send(HttpMethod.PUT, path, text, authorization);
  }

  private IntroducerFixture.Answer get(Message message, String authorization) {
    return introducer.send(
        HttpMethod.GET, MailboxPaths.message(number, message), "", authorization);
  }

  private IntroducerFixture.Answer claim(String number) {
    return introducer.send(HttpMethod.POST, MailboxPaths.claim(number), "", "");
  }

  @Test
  void messages_goBetweenTwoSides_untilOneEndsIt() {
    assertThat(put(Message.OFFER, "offer", secret).status()).isEqualTo(201);
    JsonObject claimed = new JsonObject(claim(number).body());
    String friend = MailboxPaths.SCHEME + claimed.getString("secret");
    assertThat(get(Message.ANSWER, secret).status()).isEqualTo(204);
    assertThat(put(Message.ANSWER, "answer", friend).status()).isEqualTo(201);
    assertThat(get(Message.ANSWER, secret).body()).isEqualTo("answer");
    assertThat(put(Message.ANSWER, "other", friend).status()).isEqualTo(409);
    assertThat(claim(number).status()).isEqualTo(409);

    String mailbox = MailboxPaths.mailbox(number);
    assertThat(introducer.send(HttpMethod.DELETE, mailbox, "", friend).status()).isEqualTo(204);
    assertThat(get(Message.ANSWER, secret).status()).isEqualTo(404);
    assertThat(claim(number).body())
        .contains("there is no invite " + number + ": it has ended, was used, or never was");
  }

  @Test
  void aStranger_opensNone_andReadsNothing() {
    put(Message.OFFER, "offer", secret);
    for (String wrong : new String[] {"", "Mailbox", "Mailbox !", "Mailbox aaaa", "Basic x"}) {
      assertThat(get(Message.OFFER, wrong).status()).as(wrong).isEqualTo(401);
      assertThat(put(Message.GIFT, "gift", wrong).status()).as(wrong).isEqualTo(401);
      assertThat(introducer.send(HttpMethod.POST, MailboxPaths.MAILBOXES, "", wrong).status())
          .as(wrong)
          .isEqualTo(401);
    }
  }

  @Test
  void aMessageThatIsTooLarge_isRefused() {
    String large = "x".repeat(MailboxPaths.MAX_MESSAGE);
    assertThat(put(Message.OFFER, large + "x", secret).status()).isEqualTo(413);
    assertThat(put(Message.OFFER, large, secret).status()).isEqualTo(201);
  }

  @Test
  void aNumberThatIsNone_isRefused() {
    for (String none : new String[] {"x", "-1", "1234567"})
      assertThat(claim(none).status()).as(none).isEqualTo(400);
  }

  @Test
  void aGuesser_isSlowedDown() {
    for (int i = 0; i < 20; i++) assertThat(claim("1000").status()).isEqualTo(404);
    IntroducerFixture.Answer refused = claim("1000");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.retryAfter()).isNotNull();
    assertThat(refused.body()).contains("one client tries at most 20 codes in a minute");
  }
}
