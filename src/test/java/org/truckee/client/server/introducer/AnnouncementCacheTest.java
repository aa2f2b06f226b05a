package org.truckee.client.server.introducer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.server.UselessAnnouncements;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.announcement.AnnouncedService;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;

/** The memory of strangers' announcements. */
class AnnouncementCacheTest {
  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock();
  private final Known known = new Known();

  /** The servers of a gateway, some of which answer. */
  private static final class Known implements AnnouncementCache.Servers {
    final Set<String> names = new LinkedHashSet<>();
    final Set<String> answering = new HashSet<>();

    @Override
    public void meet(Announcement announcement) {
      names.add(announcement.nickname());
    }

    @Override
    public boolean reaches(Announcement announcement) {
      return answering.contains(announcement.nickname());
    }

    @Override
    public void forget(Announcement announcement) {
      names.remove(announcement.nickname());
    }
  }

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private AnnouncementCache cache() {
    AnnouncementCache cache =
        new AnnouncementCache(vertx, directory.resolve("cache.jsonl"), known, clock);
    Waiting.of(cache.open());
    return cache;
  }

  private static Announcement server(int number, long sequence) {
    Nurl nurl = new Nurl(Bytes.wrap(new byte[32]), "127.0.0.1", 1, new Secret(Bytes.utf8("s")));
    AnnouncedStorage service =
        new AnnouncedStorage("server" + number, nurl, Bytes.wrap(new byte[20]), "test");
    Ed25519SigningKey key = Ed25519SigningKey.generate(new Random(number));
    return AnnouncedService.sign(key, service, sequence, Bytes.utf8("nonce"));
  }

  @Test
  void whoIsNeitherAnnouncedNorReached_isForgottenInTheEnd() {
    AnnouncementCache cache = cache();
    for (int i = 0; i < 3; i++) cache.hear(server(i, 1));
    known.answering.add("server1");
    clock.advance(AnnouncementCache.LIFETIME.minus(Duration.ofHours(1)));
    cache.review();
    cache.hear(server(2, 2));
    assertThat(known.names).containsExactlyInAnyOrder("server0", "server1", "server2");
    clock.advance(Duration.ofHours(2));
    cache.review();

    assertThat(known.names).containsExactlyInAnyOrder("server1", "server2");
  }

  @Test
  void aGatewayThatWasAwayForLong_givesItsServersTimeToComeBack() {
    AnnouncementCache before = cache();
    before.hear(server(0, 1));
    Waiting.of(before.close());
    clock.advance(AnnouncementCache.LIFETIME.multipliedBy(3));

    AnnouncementCache after = cache();
    after.review();

    assertThat(known.names).contains("server0");
    clock.advance(AnnouncementCache.GRACE.plusHours(1));
    after.review();
    assertThat(known.names).isEmpty();
  }

  @Test
  void aForgottenServer_staysAwayUntilItAnnouncesItselfAnew() {
    AnnouncementCache cache = cache();
    cache.hear(server(0, 1));
    assertThat(cache.forget(server(0, 1).serverId())).isTrue();
    assertThat(cache.forget(server(0, 1).serverId())).isFalse();
    assertThat(cache.forget("v0-nobody")).isFalse();
    cache.hear(server(0, 1));
    assertThat(known.names).isEmpty();
    Waiting.of(cache.close());

    AnnouncementCache again = cache();
    again.hear(server(0, 1));
    assertThat(known.names).isEmpty();
    again.hear(server(0, 2));
    assertThat(known.names).containsExactly("server0");
  }

  @Test
  void strangersAnnouncements_costBoundedRoomAndPushNobodyOutWhoAnswers() throws IOException {
    AnnouncementCache cache = cache();
    cache.hear(server(0, 1));
    known.answering.add("server0");
    List<Announcement> strangers = new ArrayList<>();
    for (int i = 1; i <= AnnouncementCache.MAX_SERVICES + 50; i++) strangers.add(server(i, 1));
    Waiting.onEventLoop(
        vertx,
        () -> {
          strangers.forEach(cache::hear);
          return cache.close();
        });

    assertThat(known.names).hasSize(AnnouncementCache.MAX_SERVICES).contains("server0");
    assertThat(Files.readAllLines(directory.resolve("cache.jsonl")))
        .hasSize(AnnouncementCache.MAX_SERVICES);
  }

  @Test
  void theFileOfAnOlderVersion_isRead() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) lines.add(server(i, 1).toJson());
    lines.add("{\"torn");
    Files.write(directory.resolve("cache.jsonl"), lines);

    cache();

    assertThat(known.names).containsExactly("server0", "server1", "server2");
  }

  @Test
  void anAnnouncementThatIsOfNoUse_changesNothing() {
    AnnouncementCache cache = cache();
    for (Announcement bad : UselessAnnouncements.all()) cache.hear(bad);

    assertThat(known.names).isEmpty();
    Waiting.of(cache.close());
    assertThat(directory.resolve("cache.jsonl")).doesNotExist();
  }

  @Test
  void aDamagedByte_costsItsLine_andADirectoryInThePlaceOfTheFileCostsTheRest() throws IOException {
    Path file = directory.resolve("cache.jsonl");
    Files.write(file, List.of(server(0, 1).toJson(), server(1, 1).toJson()));
    byte[] bytes = Files.readAllBytes(file);
    bytes[20] = (byte) 0xff;
    Files.write(file, bytes);
    try (LoggedLines log = new LoggedLines()) {
      cache();
      assertThat(log.text()).contains(file + ": line 1 is damaged and left out");
    }
    assertThat(known.names).containsExactly("server1");

    Files.delete(file);
    Files.createDirectory(file);
    try (LoggedLines log = new LoggedLines()) {
      cache();
      assertThat(log.text()).contains(file + " can't be read");
    }
  }
}
