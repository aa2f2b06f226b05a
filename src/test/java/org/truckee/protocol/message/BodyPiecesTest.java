package org.truckee.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that come in pieces of any size, and are taken in others. */
class BodyPiecesTest {
  private final BodyPieces pieces = new BodyPieces();

  private static byte[] bytes(BodyPieces pieces) {
    ByteBuffer all = ByteBuffer.allocate(pieces.length());
    pieces.views().forEach(all::put);
    return all.array();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4_095, 4_096, 5_000, 40_000})
  void bytes_areTakenInTheirOrder_whateverTheirPieces(int most) {
    Random random = new Random(most);
    byte[] sent = new byte[200_000];
    random.nextBytes(sent);
    int added = 0;
    int taken = 0;
    while (taken < sent.length) {
      for (int i = 0; i < 5 && added < sent.length; i++) {
        int length = Math.min(random.nextInt(most + 1), sent.length - added);
        pieces.add(Buffer.buffer(Arrays.copyOfRange(sent, added, added + length)));
        added += length;
      }
      assertThat(bytes(pieces)).isEqualTo(Arrays.copyOfRange(sent, taken, added));
      int count = added == sent.length ? pieces.length() : random.nextInt(pieces.length() + 1);
      assertThat(pieces.take(count)).isEqualTo(Arrays.copyOfRange(sent, taken, taken + count));
      taken += count;
      assertThat(pieces.length()).isEqualTo(added - taken);
    }
    assertThat(pieces.views()).isEmpty();
  }

  @Test
  void longPieces_areNotCopied_andShortOnesAreJoined() {
    Buffer piece = Buffer.buffer(new byte[5_000]);
    pieces.add(piece);
    for (int i = 0; i < 10_000; i++) pieces.add(Buffer.buffer("a"));
    pieces.add(Buffer.buffer(new byte[5_000]));
    piece.setByte(7, (byte) 7);

    assertThat(pieces.views()).hasSize(3);
    assertThat(bytes(pieces)[7]).isEqualTo((byte) 7);
  }

  @Test
  void aPieceThatOthersHold_isNotAddedTo() {
    Buffer piece = Buffer.buffer("a");
    pieces.add(piece);
    pieces.add(Buffer.buffer("b"));

    assertThat(piece.length()).isEqualTo(1);
    assertThat(pieces.take(2)).containsExactly('a', 'b');
  }

  @Test
  void moreThanThereIs_isNotTaken() {
    pieces.add(Buffer.buffer("ab"));
    assertThatThrownBy(() -> pieces.take(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> pieces.take(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(pieces.take(2)).containsExactly('a', 'b');
    assertThat(pieces.take(0)).isEmpty();
  }
}
