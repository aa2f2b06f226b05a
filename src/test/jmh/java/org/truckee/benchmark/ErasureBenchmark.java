package org.truckee.benchmark;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.truckee.erasure.ErasureCode;

/** The erasure code on one segment of 128 KiB: all other blocks made, and all first ones lost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ErasureBenchmark {
  private static final int SEGMENT = 128 << 10;

  /** The numbers of blocks that are needed, and that there are. */
  @Param({"3-10", "7-20", "71-255"})
  public String code;

  private int needed;
  private int length;
  private ErasureCode erasure;
  private byte[][] blocks;
  private int[] last;
  private byte[][] left;

  /** Fills the first blocks with chance, and keeps the last ones. */
  @Setup
  public void fill() {
    String[] numbers = code.split("-", -1);
    needed = Integer.parseInt(numbers[0]);
    int total = Integer.parseInt(numbers[1]);
    length = (SEGMENT + needed - 1) / needed;
    erasure = ErasureCode.of(needed, total);
    blocks = new byte[total][length];
    Random random = new Random(1);
    for (int i = 0; i < needed; i++) random.nextBytes(blocks[i]);
    erasure.encode(blocks, length);
    last = IntStream.range(total - needed, total).toArray();
    left = Arrays.copyOfRange(blocks, total - needed, total);
  }

  /** Makes the blocks after the first ones. */
  @Benchmark
  public byte[][] encode() {
    erasure.encode(blocks, length);
    return blocks;
  }

  /** Makes the first blocks from the last ones. */
  @Benchmark
  public byte[][] decode() {
    return erasure.decode(last, left, length);
  }
}
