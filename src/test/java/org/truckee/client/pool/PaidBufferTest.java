package org.truckee.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.platform.Ticker;

/** Bytes that are paid for when they are many. */
class PaidBufferTest {
  private static final int FREE = 16 << 10;

  private final MemoryBudget memory = new MemoryBudget(200_000, Ticker.SYSTEM);
  private final PaidBuffer bytes = new PaidBuffer(memory, 80_000);

  private static Buffer of(int length) {
    return Buffer.buffer(new byte[length]);
  }

  /** A buffer that grows may take twice its length. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "16384, 0", "16385, 32770", "80000, 160000"})
  void theFirstFew_areFree_andTheOthersPaidTwice(int length, long paid) {
    assertThat(bytes.add(of(length))).isTrue();
    assertThat(memory.used()).isEqualTo(paid);
    assertThat(bytes.length()).isEqualTo(length);

    bytes.release();
    assertThat(memory.used()).isZero();
    assertThat(bytes.length()).isZero();
  }

  @Test
  void whatIsAdded_comesAfterTheRest() {
    bytes.add(Buffer.buffer("ab"));
    bytes.add(Buffer.buffer("c"));
    assertThat(bytes.bytes()).singleElement().matches(piece -> piece.remaining() == 3);
    assertThat(bytes.take()).containsExactly('a', 'b', 'c');
    assertThat(bytes.length()).isZero();
  }

  @Test
  void moreThanTheLimit_isNotTaken() {
    assertThat(bytes.add(of(80_000))).isTrue();
    assertThat(bytes.add(of(1))).isFalse();
    assertThat(bytes.length()).isEqualTo(80_000);
    assertThat(memory.used()).isEqualTo(160_000);
  }

  @Test
  void whereMemoryIsShort_nothingMoreIsTaken_butTheFirst() {
    FairPool.Grant others = memory.tryAcquire(190_000).orElseThrow();
    assertThat(bytes.add(of(FREE + 1))).isTrue();
    assertThat(bytes.add(of(1))).isFalse();
    others.release();
    assertThat(bytes.add(of(1))).isTrue();
    assertThat(memory.used()).isEqualTo(2L * (FREE + 2));
  }

  @Test
  void itIsGivenBackOnce() {
    bytes.add(of(50_000));
    bytes.release();
    bytes.release();
    assertThat(memory.used()).isZero();
  }
}
