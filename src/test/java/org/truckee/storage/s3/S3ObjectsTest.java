package org.truckee.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.storage.object.ObjectName;
import org.truckee.storage.object.ObjectPage;
import org.truckee.storage.share.FileData;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.Ask;
import org.truckee.testing.s3.S3Server;

/** Objects in a bucket of a real S3 server. */
class S3ObjectsTest {
  private static final Duration TO_COME = Duration.ofDays(-1);

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final List<ObjectName> lost = new ArrayList<>();
  private S3Place place;
  private S3Objects objects;

  @BeforeEach
  void open() throws IOException {
    place = S3Server.get().bucket();
    objects = new S3Objects(vertx, place, S3Server.KEYS, directory, InstantSource.system());
    objects.open(lost::add);
  }

  @AfterEach
  void close() {
    if (objects != null) objects.close();
    Waiting.of(vertx.close());
  }

  private static ObjectName name(int file) {
    return new ObjectName(Ask.storageIndex(file), 0, Bytes.wrap(new byte[16]));
  }

  private void put(ObjectName name) throws IOException {
    Path file = Files.writeString(directory.resolve("data"), "head" + name);
    objects.put(name, new FileData(file, 4, name.toString().length()));
  }

  @Test
  void allKeysAreListed_withTheirAge_fromAnyPlaceOn() throws IOException {
    for (int file = 1; file <= 3; file++) put(name(file));

    ObjectPage all = objects.list("");
    List<String> names =
        all.entries().stream()
            .map(ObjectPage.Entry::key)
            .filter(key -> ObjectName.parse(key).isPresent())
            .toList();
    assertThat(names)
        .containsExactlyInAnyOrder(name(1).toString(), name(2).toString(), name(3).toString())
        .isSorted();
    assertThat(all.last()).isEmpty();
    assertThat(all.entries())
        .allMatch(entry -> entry.age().compareTo(Duration.ofHours(1)) < 0)
        .allMatch(entry -> entry.age().compareTo(TO_COME) > 0);
    assertThat(objects.list(names.get(0)).entries())
        .extracting(ObjectPage.Entry::key)
        .contains(names.get(1), names.get(2))
        .doesNotContain(names.get(0));
  }

  @Test
  void anObjectThatWasRemoved_isMissed() throws IOException {
    put(name(1));
    long length = name(1).toString().length();
    assertThat(objects.lacks(name(1))).isFalse();
    objects.remove(name(1));
    objects.remove(name(1));

    assertThat(objects.lacks(name(1))).isTrue();
    assertThatThrownBy(() -> Waiting.of(objects.data(name(1), length).read(new ByteRange(0, 5))))
        .matches(failure -> GridException.is(failure, GridException.Kind.NOT_FOUND));
    assertThat(lost).containsExactly(name(1));
  }

  @Test
  void anObjectOfAnotherLength_isNotServed() throws IOException {
    put(name(1));
    assertThatThrownBy(() -> Waiting.of(objects.data(name(1), 7).read(new ByteRange(0, 5))))
        .matches(failure -> GridException.is(failure, GridException.Kind.CORRUPT));
  }

  @Test
  void aMarkOfAnotherServer_isNoLoss() throws IOException {
    Files.writeString(directory.resolve("object-store"), "a".repeat(26) + "\n");
    assertThat(objects.lacks(name(1))).isFalse();
  }

  @Test
  void uploadsThatNobodyEnded_areEndedOnceTheyAreOld() throws IOException {
    S3Client client =
        new S3Client(vertx, place, S3Server.KEYS, InstantSource.system(), Duration.ofSeconds(10));
    S3Call begin = S3Call.object(HttpMethod.POST, place, name(1).toString()).with("uploads", "");
    S3Waits.on(client.ask(begin, S3Body.NONE, 1));

    assertThat(objects.endUploads(Duration.ofDays(2))).isZero();
    assertThat(objects.endUploads(TO_COME)).isEqualTo(1);
    assertThat(objects.endUploads(TO_COME)).isZero();
  }

  @Test
  void names_areReadAsTheyAreWritten() {
    assertThat(ObjectName.parse(name(1).toString())).contains(name(1));
    for (String other :
        new String[] {"", "probe", "object-store", "aa/" + name(1), name(1) + "x", "../" + name(1)})
      assertThat(ObjectName.parse(other)).as(other).isEqualTo(Optional.empty());
  }
}
