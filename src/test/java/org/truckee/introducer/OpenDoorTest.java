package org.truckee.introducer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.protocol.announcement.IntroducerPaths;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.SampleAnnouncements;
import org.truckee.testing.http.RawConnection;

/** An introducer among strangers and greedy members, and its words to its operator. */
class OpenDoorTest {
  /** A size above the system's buffers for a connection on which nothing is read. */
  private static final int MANY = 350;

  private static final String STRANGER = "Tahoe-LAFS d3Jvbmc=";

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private IntroducerFixture introducer;

  @BeforeEach
  void start() {
    introducer = new IntroducerFixture(vertx, directory.resolve("announcements.jsonl"));
  }

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private IntroducerFixture.Answer publish(int number, long sequence) {
    return introducer.publish(SampleAnnouncements.signed(number, sequence).toJson());
  }

  @Test
  void aStranger_isToldHowManyThereAre_andAMemberWhich() {
    for (int i = 0; i < 3; i++) publish(i, 1);
    for (String path : new String[] {"/", "/?t=json"}) {
      String member = introducer.get(path).body();
      String stranger = introducer.send(HttpMethod.GET, path, "", STRANGER).body();

      assertThat(member).contains("v0-", "node0", "node2");
      assertThat(stranger).contains("storage").doesNotContain("v0-").doesNotContain("node0");
      for (String told : new String[] {member, stranger})
        assertThat(told).doesNotContain("pb://").doesNotContain("swissnum").doesNotContain("127.0");
    }
  }

  /** The three names are those that Tahoe's introducer has. */
  @Test
  void theSummaries_areTahoes() {
    for (int i = 0; i < 3; i++) publish(i, 1);
    introducer.follow(part -> {});
    String stranger = introducer.send(HttpMethod.GET, "/?t=json", "", STRANGER).body();

    for (String told : new String[] {stranger, introducer.get("/?t=json").body()}) {
      JsonObject json = new JsonObject(told);
      assertThat(json.getJsonObject("announcement_summary").getMap())
          .isEqualTo(Map.of("storage", 3));
      assertThat(json.getJsonObject("announcement_distinct_hosts").getMap())
          .isEqualTo(Map.of("storage", 1));
      assertThat(json.getJsonObject("subscription_summary").getMap())
          .isEqualTo(Map.of("storage", 1));
    }
    assertThat(new JsonObject(stranger).containsKey("services")).isFalse();
  }

  @Test
  void aClientThatPublishesTooOften_isToldWhenToComeBack_andChangesNothing() {
    IntroducerFixture.Answer refused;
    try (LoggedLines log = new LoggedLines()) {
      for (int i = 0; i < IntroducerFixture.PER_MINUTE - 1; i++) introducer.publish("junk");
      assertThat(publish(1, 1).status()).isEqualTo(201);
      introducer.clock().advance(Duration.ofSeconds(50));
      refused = publish(2, 1);
      log.await("127.0.0.1 publishes more than 100 announcements in a minute");
    }

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.retryAfter()).isEqualTo("11");
    assertThat(refused.body())
        .isEqualTo(
            "one client publishes at most 100 announcements in a minute here;"
                + " try again in 11 seconds\n");
    assertThat(introducer.get(IntroducerPaths.ANNOUNCEMENTS).body().lines()).hasSize(1);
    introducer.clock().advance(Duration.ofSeconds(10));
    assertThat(publish(2, 1).status()).isEqualTo(201);
  }

  @Test
  void aFollowerThatTakesNothing_isLetGo_andHoldsNobodyUp() throws IOException {
    introducer.stop();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < MANY; i++)
      lines.add(SampleAnnouncements.signed(i, 1, "x".repeat(15_000)).toJson());
    Files.write(directory.resolve("announcements.jsonl"), lines);
    introducer.start();
    try (LoggedLines log = new LoggedLines();
        RawConnection greedy = introducer.rawFollower()) {
      log.await("takes what it is told too slowly and is let go");
      assertThat(greedy.statusLine()).isEqualTo("HTTP/1.1 200 OK");
    }
    assertThat(publish(MANY, 1).status()).isEqualTo(201);
    assertThat(introducer.get(IntroducerPaths.ANNOUNCEMENTS).body().lines()).hasSize(MANY + 1);
  }

  @Test
  void aNameOfAService_thatWouldPassForALineOfTheLog_isRefused() {
    for (String name : new String[] {"a\nb", "a b", "\u202e", "\u001b[0m"})
      try (LoggedLines log = new LoggedLines()) {
        assertThat(introducer.publish(SampleAnnouncements.signedService(name).toJson()).status())
            .isEqualTo(400);
        log.await("service-name is no plain word");
        assertThat(log.text()).doesNotContain(name);
      }
  }

  @Test
  void theLog_tellsWhoCameAndWent_andWhatWasRefusedAndWhy() {
    try (LoggedLines log = new LoggedLines()) {
      publish(1, 1);
      publish(1, 2);
      publish(1, 2);
      introducer.publish("junk");
      introducer.send(HttpMethod.PUT, IntroducerPaths.ANNOUNCEMENTS, "junk", STRANGER);
      introducer.follow(part -> {});
      log.await("127.0.0.1 follows, one of 1");
      for (int i = 0; i < IntroducerFixture.PER_MINUTE; i++) publish(2, 0);
      introducer.clock().advance(AnnouncementLog.LIFETIME.plusDays(1));
      introducer.get("/");
      introducer.stop();
      log.await("127.0.0.1 follows no more");
      introducer.start();

      String node = SampleAnnouncements.signed(1, 1).shortName();
      assertThat(log.lines())
          .containsSubsequence(
              "INFO storage of " + node + " from 127.0.0.1 is new",
              "INFO storage of " + node + " from 127.0.0.1 is announced anew",
              "WARN an announcement from 127.0.0.1 was refused: bad announcement: it is malformed",
              "WARN 127.0.0.1 was refused: it does not show the secret of the introducer here",
              "INFO 127.0.0.1 follows, one of 1",
              "WARN 127.0.0.1 publishes more than 100 announcements in a minute",
              "INFO 127.0.0.1 follows no more",
              "INFO 2 services of nodes are known")
          .contains(
              "INFO storage of "
                  + SampleAnnouncements.signed(1, 1).serverId()
                  + " was not renewed");
      assertThat(log.text()).doesNotContain("swissnum").doesNotContain("pb://");
    }
  }
}
