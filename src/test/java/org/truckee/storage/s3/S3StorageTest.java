package org.truckee.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.Golden;
import org.truckee.testing.s3.S3Server;

/** A storage server whose shares are in a bucket of a real S3 server. */
class S3StorageTest {
  private static final StorageIndex FILE = Ask.storageIndex(7);
  private static final String PATH = "/storage/v1/immutable/" + FILE;

  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private S3Place place;
  private StorageFixture server;

  @BeforeEach
  void start() throws IOException {
    place = S3Server.get().bucket();
    server = open();
  }

  private StorageFixture open() {
    return StorageFixture.start(
        StorageFixture.config(directory),
        clock,
        vertx ->
            new S3Objects(
                vertx, place, S3Server.KEYS, directory, java.time.InstantSource.system()));
  }

  @AfterEach
  void stop() {
    if (server != null) server.close();
  }

  private StorageFixture.Answer get(String path) {
    return server.ask("GET", path).answer();
  }

  private Set<Integer> listed() {
    return get(PATH + "/shares").message(WireFormat::readShareNumbers);
  }

  private void keep(int share, byte[] bytes) {
    AllocateReply reply =
        Ask.allocate(server, FILE, bytes.length, 3, share).answer().message(AllocateReply::read);
    assertThat(reply.allocated()).containsExactly(share);
    int half = bytes.length / 2;
    assertThat(write(share, 0, Arrays.copyOf(bytes, half)).status()).isEqualTo(200);
    assertThat(listed()).doesNotContain(share);
    assertThat(write(share, half, Arrays.copyOfRange(bytes, half, bytes.length)).status())
        .isEqualTo(201);
  }

  private StorageFixture.Answer write(int share, int offset, byte[] part) {
    return Ask.write(server, FILE, share, 3, offset, part).answer();
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> all = Files.walk(S3Server.get().files(place))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(FILE.toString()))
          .toList();
    }
  }

  @Test
  void aShare_goesToTheBucket_andIsReadFromThere() throws IOException {
    byte[] share = Golden.stream("share", 3 << 20);
    keep(0, share);

    assertThat(listed()).containsExactly(0);
    assertThat(get(PATH + "/0").body().getBytes()).isEqualTo(share);
    for (int[] range : new int[][] {{0, 10}, {1000, 601_000}, {3_000_000, 3 << 20}}) {
      StorageFixture.Answer part =
          server
              .ask("GET", PATH + "/0")
              .with("Range", "bytes=%d-%d".formatted(range[0], range[1] - 1))
              .answer();
      assertThat(part.status()).isEqualTo(206);
      assertThat(part.body().getBytes()).isEqualTo(Arrays.copyOfRange(share, range[0], range[1]));
    }
    assertThat(objects()).hasSize(1);
    assertThat(Files.readAllBytes(objects().get(0))).isEqualTo(share);
    assertThat(
            Files.size(
                directory.resolve(
                    "shares/"
                        + objects().get(0).getParent().getParent().getFileName()
                        + "/"
                        + FILE
                        + "/0")))
        .isLessThan(200);
    assertThat(directory.resolve("shares/incoming")).isEmptyDirectory();
  }

  @Test
  void leasesAndTheList_outliveARestart() throws IOException {
    byte[] share = Golden.stream("share", 1000);
    keep(0, share);
    assertThat(server.ask("PUT", "/storage/v1/lease/" + FILE).leases(5).answer().status())
        .isEqualTo(204);
    server.close();
    server = open();

    assertThat(listed()).containsExactly(0);
    assertThat(get(PATH + "/0").body().getBytes()).isEqualTo(share);
    AllocateReply again =
        Ask.allocate(server, FILE, 1000, 3, 0).answer().message(AllocateReply::read);
    assertThat(again.alreadyHave()).containsExactly(0);
  }
}
