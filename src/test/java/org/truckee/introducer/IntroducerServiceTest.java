package org.truckee.introducer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.server.introducer.AnnouncementCache;
import org.truckee.client.server.introducer.IntroducerClient;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.announcement.AnnouncedService;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.IntroducerPaths;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.testing.Waiting;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.Snapshot;

/** Publishing and following over HTTPS, and the ways of clients when introducers come and go. */
class IntroducerServiceTest {
  private static final Ed25519SigningKey ALICE = Ed25519SigningKey.generate(new Random(1));
  private static final Ed25519SigningKey BOB = Ed25519SigningKey.generate(new Random(2));

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private Path file;
  private IntroducerFixture introducer;

  @BeforeEach
  void start() {
    file = directory.resolve("introducer/announcements.jsonl");
    introducer = new IntroducerFixture(vertx, file);
  }

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  @Test
  void whatIsPublished_isTold() {
    assertThat(introducer.publish(signed(ALICE, 1, "alice").toJson()).status()).isEqualTo(201);
    assertThat(introducer.publish(signed(BOB, 1, "bob").toJson()).status()).isEqualTo(201);

    assertThat(introducer.get(IntroducerPaths.ANNOUNCEMENTS).body().lines())
        .containsExactly(signed(ALICE, 1, "alice").toJson(), signed(BOB, 1, "bob").toJson());
  }

  @Test
  void anAnnouncementOfTahoes_isTakenToTheByte() {
    Golden.rows("announcements.jsonl")
        .forEach(row -> assertThat(introducer.publish(row.toString()).status()).isEqualTo(201));

    assertThat(introducer.get(IntroducerPaths.ANNOUNCEMENTS).body())
        .contains(Golden.rows("announcements.jsonl").get(0).get("sig").asText());
  }

  @Test
  void anAnnouncementThatIsNotNewer_isRefused() {
    introducer.publish(signed(ALICE, 5, "five").toJson());
    Snapshot before = Snapshot.of(directory);
    for (int sequence : new int[] {5, 4, 0, -1}) {
      IntroducerFixture.Answer answer =
          introducer.publish(signed(ALICE, sequence, "other").toJson());
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.body()).contains("as new or newer");
    }
    assertThat(Snapshot.of(directory)).isEqualTo(before);
    assertThat(introducer.publish(signed(ALICE, 6, "six").toJson()).status()).isEqualTo(201);
    assertThat(introducer.get(IntroducerPaths.ANNOUNCEMENTS).body())
        .contains("six")
        .doesNotContain("five");
  }

  @Test
  void forgedAndMalformedAnnouncements_areRefused() {
    Snapshot before = Snapshot.of(directory);
    String good = signed(ALICE, 1, "alice").toJson();
    for (String bad :
        List.of(
            good.replace("alice", "mallo"),
            good.replace(ALICE.verifyingKey().toString(), BOB.verifyingKey().toString()),
            "",
            "{}",
            "[".repeat(5000),
            good + good.substring(0, 3),
            "\0\1\2")) {
      IntroducerFixture.Answer answer = introducer.publish(bad);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).startsWith("bad announcement: ");
    }
    assertThat(introducer.publish("x".repeat(100_000)).status()).isEqualTo(413);
    assertThat(Snapshot.of(directory)).isEqualTo(before);
    assertThat(introducer.get(IntroducerPaths.ANNOUNCEMENTS).body()).isEmpty();
  }

  @Test
  void whoDoesNotKnowTheSwissnum_neitherHearsNorPublishes() {
    String good = signed(ALICE, 1, "alice").toJson();
    for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.PUT)) {
      assertThat(
              introducer
                  .send(method, IntroducerPaths.ANNOUNCEMENTS, good, "Tahoe-LAFS d3Jvbmc=")
                  .status())
          .isEqualTo(401);
    }
    assertThat(introducer.get(IntroducerPaths.ANNOUNCEMENTS).body()).isEmpty();
  }

  @Test
  void aFollower_hearsWhatComesLaterAndThatTheIntroducerIsThere() {
    List<String> heard = new CopyOnWriteArrayList<>();
    introducer.publish(signed(ALICE, 1, "alice").toJson());
    introducer.follow(part -> heard.add(part.toString()));
    Waiting.untilTrue(() -> String.join("", heard).contains("alice"));
    introducer.publish(signed(BOB, 1, "bob").toJson());

    Waiting.untilTrue(() -> String.join("", heard).contains("bob"));
    Waiting.untilTrue(() -> heard.contains("\n"));
    assertThat(new JsonObject(introducer.get("/?t=json").body()).getInteger("followers"))
        .isEqualTo(1);
  }

  @Test
  void aRestart_keepsWhatWasPublished() throws IOException {
    introducer.publish(signed(ALICE, 1, "alice").toJson());
    introducer.publish(signed(BOB, 7, "bob").toJson());
    introducer.stop();
    Files.writeString(file, Files.readString(file) + "{\"torn\nnonsense\n\n");

    introducer.start();

    assertThat(introducer.get(IntroducerPaths.ANNOUNCEMENTS).body().lines())
        .containsExactlyInAnyOrder(
            signed(ALICE, 1, "alice").toJson(), signed(BOB, 7, "bob").toJson());
    assertThat(introducer.publish(signed(BOB, 7, "bob").toJson()).status()).isEqualTo(409);
  }

  @Test
  void theStatusPage_showsNamesAsTextAndNoAddresses() {
    introducer.publish(signed(ALICE, 1, "<script>alert(1)</script>&\"'").toJson());

    String page = introducer.get("/").body();
    assertThat(page).contains("&lt;script&gt;").contains(ALICE.verifyingKey().toString());
    assertThat(page).doesNotContain("<script>").doesNotContain("pb://").doesNotContain("swissnum");
    JsonObject json = new JsonObject(introducer.get("/?t=json").body());
    assertThat(json.getJsonArray("services").getJsonObject(0).getString("nickname"))
        .isEqualTo("<script>alert(1)</script>&\"'");
    assertThat(json.encode()).doesNotContain("pb://").doesNotContain("swissnum");
  }

  @Test
  void aClient_publishesAndHearsOnceTheIntroducerIsThere() {
    introducer.stop();
    IntroducerClient client = client(introducer);
    List<String> heard = new CopyOnWriteArrayList<>();
    client.follow(announcement -> heard.add(announcement.nickname()));
    var published = client.publish(signed(ALICE, 1, "alice"));
    introducer.start();

    Waiting.of(published);
    Waiting.untilTrue(() -> heard.contains("alice"));
    assertThat(client.connected()).isTrue();
  }

  @Test
  void aClientOfSeveralIntroducers_knowsTheNewestOfEachServer() {
    IntroducerFixture second =
        new IntroducerFixture(vertx, directory.resolve("second/announcements.jsonl"));
    introducer.publish(signed(ALICE, 1, "old").toJson());
    second.publish(signed(ALICE, 2, "new").toJson());
    second.publish(signed(BOB, 1, "bob").toJson());
    List<String> heard = new CopyOnWriteArrayList<>();
    AnnouncementCache cache = cache(heard);
    for (IntroducerFixture each : List.of(introducer, second))
      client(each).follow(announcement -> vertx.runOnContext(now -> cache.hear(announcement)));

    Waiting.untilTrue(() -> heard.containsAll(List.of("new", "bob")));
    introducer.publish(signed(BOB, 2, "bob again").toJson());
    Waiting.untilTrue(() -> heard.contains("bob again"));
    assertThat(heard.indexOf("old")).isLessThan(heard.indexOf("new"));
  }

  @Test
  void aClientWhoseIntroducerIsAway_goesOnWithWhatItHeard() {
    List<String> heard = new CopyOnWriteArrayList<>();
    AnnouncementCache cache = cache(heard);
    cache.hear(signed(ALICE, 1, "alice"));
    Waiting.untilTrue(() -> Files.exists(directory.resolve("servers.jsonl")));
    introducer.stop();
    List<String> again = new CopyOnWriteArrayList<>();

    Waiting.of(cache(again).open());

    assertThat(again).containsExactly("alice");
  }

  @Test
  void aClientThatStopsAtOnce_keepsWhatItHasJustHeard() {
    AnnouncementCache cache = cache(new CopyOnWriteArrayList<>());
    cache.hear(signed(ALICE, 1, "alice"));
    Waiting.of(cache.close());
    List<String> again = new CopyOnWriteArrayList<>();

    Waiting.of(cache(again).open());

    assertThat(again).containsExactly("alice");
  }

  private AnnouncementCache cache(List<String> heard) {
    return new AnnouncementCache(
        vertx, directory.resolve("servers.jsonl"), new Listening(heard), InstantSource.system());
  }

  /** Servers of which only the names are noted. */
  private record Listening(Collection<String> heard) implements AnnouncementCache.Servers {
    @Override
    public void meet(Announcement announcement) {
      heard.add(announcement.nickname());
    }

    @Override
    public boolean reaches(Announcement announcement) {
      return false;
    }

    @Override
    public void forget(Announcement announcement) {}
  }

  private IntroducerClient client(IntroducerFixture server) {
    return new IntroducerClient(vertx, server.nurl(), InstantSource.system());
  }

  private static Announcement signed(Ed25519SigningKey key, long sequence, String nickname) {
    Nurl nurl = new Nurl(Bytes.wrap(new byte[32]), "127.0.0.1", 1, new Secret(Bytes.utf8("s")));
    return AnnouncedService.sign(
        key,
        new AnnouncedStorage(nickname, nurl, Bytes.wrap(new byte[20]), "truckee/test"),
        sequence,
        Bytes.utf8("nonce"));
  }
}
