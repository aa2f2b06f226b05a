package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.Snapshot;

/** Parts of a share become the share, whatever their order and size, or change nothing. */
class ImmutableUploadTest extends ImmutableUploads {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void partsInAnyOrderAndSize_makeTheShare(int seed) {
    Random random = new Random(seed);
    List<int[]> parts = new ArrayList<>();
    for (int from = 0; from < SHARE.length; ) {
      int to = Math.min(SHARE.length, from + 1 + random.nextInt(300));
      parts.add(new int[] {from, Math.min(SHARE.length, to + random.nextInt(50))});
      from = to;
    }
    Collections.shuffle(parts, random);
    allocate(3, 0);
    for (int[] part : parts.subList(0, parts.size() - 1)) {
      StorageFixture.Answer answer = write(0, part[0], part[1]);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(listed()).isEmpty();
    }
    int[] last = parts.get(parts.size() - 1);

    assertThat(write(0, last[0], last[1]).status()).isEqualTo(201);
    assertThat(listed()).containsExactly(0);
    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void whatIsStillMissing_isTold() {
    allocate(3, 0);
    write(0, 100, 200);

    assertThat(write(0, 300, 301).message(ImmutableUploadTest::readRanges))
        .containsExactly(List.of(0L, 100L), List.of(200L, 300L), List.of(301L, 1000L));
  }

  @Test
  void otherBytesInThePlaceOfThoseThatCame_areAConflictAndChangeNothing() {
    allocate(3, 0);
    write(0, 0, 500);
    Snapshot before = Snapshot.of(directory);

    StorageFixture.Answer answer = Ask.write(server, FILE, 0, 3, 400, new byte[200]).answer();

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("share 0").contains("400");
    assertThat(Snapshot.of(directory)).isEqualTo(before);
    assertThat(write(0, 400, 1000).status()).isEqualTo(201);
    assertThat(read(0)).isEqualTo(SHARE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes */1000",
        "bytes 0-9",
        "bytes 0-/10",
        "bytes -9/10",
        "bytes 9-0/*",
        "bytes 0-9/x",
        "octets 0-9/*",
        "bytes=0-9",
        "bytes 0-9/*, 10-19/*",
        "bytes 0x0-0x9/*",
        "bytes 999-1008/*",
        "bytes 0-1000/*",
        "bytes 99999999999999999-99999999999999999999/*",
        "bytes 9223372036854775807-9223372036854775807/*"
      })
  void aRangeThatIsNoneOrTooLarge_isRefusedAndChangesNothing(String range) {
    allocate(3, 0);
    Snapshot before = Snapshot.of(directory);

    StorageFixture.Answer answer =
        Ask.write(server, FILE, 0, 3, 0, new byte[10])
            .without("Content-Range")
            .with("Content-Range", range)
            .answer();

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.text()).isNotBlank();
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 11, 20, 300_000})
  void aBodyOfAnotherLengthThanItsRange_isRefusedAndForgotten(int length) {
    allocate(3, 0);

    StorageFixture.Answer answer =
        Ask.write(server, FILE, 0, 3, 0, new byte[length + 1])
            .without("Content-Range")
            .with("Content-Range", "bytes 0-9/*")
            .body(Buffer.buffer(new byte[length]))
            .answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains(length < 10 ? "shorter" : "longer");
    assertThat(write(0, 0, 1000).status()).isEqualTo(201);
    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void whatIsStored_isNeverWrittenAgain() {
    allocate(3, 0);
    write(0, 0, 1000);

    assertThat(write(0, 0, 10).status()).isEqualTo(404);
    AllocateReply again = allocate(4, 0, 1);
    assertThat(again.alreadyHave()).containsExactly(0);
    assertThat(again.allocated()).containsExactly(1);
  }

  @Test
  void whatIsUnderWay_isNotStored() {
    allocate(3, 0);
    write(0, 0, 999);

    AllocateReply other = allocate(4, 0, 1);
    assertThat(other.alreadyHave()).isEmpty();
    assertThat(other.allocated()).containsExactly(1);
    assertThat(listed()).isEmpty();
    assertThat(server.ask("GET", PATH + "/0").answer().status()).isEqualTo(404);
    assertThat(server.ask("HEAD", PATH + "/0").answer().status()).isEqualTo(404);
  }

  @Test
  void aShare_isReadInWholeOrInPart() {
    allocate(3, 0);
    write(0, 0, 1000);

    StorageFixture.Answer head = server.ask("HEAD", PATH + "/0").answer();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).containsEntry("Content-Length", "1000");
    assertThat(head.body().length()).isZero();
    StorageFixture.Answer part =
        server.ask("GET", PATH + "/0").with("Range", "bytes=990-2000").answer();
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.headers()).containsEntry("Content-Range", "bytes 990-999/*");
    assertThat(part.body().getBytes()).isEqualTo(Arrays.copyOfRange(SHARE, 990, 1000));
    assertThat(server.ask("GET", PATH + "/0").with("Range", "bytes=1000-1001").answer().status())
        .isEqualTo(204);
    for (String range : Set.of("bytes=5-", "bytes=-5", "bytes=9-8", "bytes=0-1,3-4", "x", ""))
      assertThat(server.ask("GET", PATH + "/0").with("Range", range).answer().status())
          .isEqualTo(416);
  }
}
