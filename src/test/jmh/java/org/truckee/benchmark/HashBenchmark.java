package org.truckee.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.AesCtr;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.Tag;

/** The hashes and the cipher of one segment of 128 KiB, of its blocks in 3-of-10, and a tree. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HashBenchmark {
  private static final int SEGMENT = 128 << 10;
  private static final int BLOCK = (SEGMENT + 2) / 3;

  /** The segments of a file of 1 GiB. */
  private static final int LEAVES = 8192;

  private final byte[] segment = new byte[SEGMENT];
  private final byte[] encrypted = new byte[SEGMENT];
  private final AesCtr cipher = new AesCtr(new Secret(Bytes.wrap(new byte[16])));
  private final List<Bytes> leaves =
      IntStream.range(0, LEAVES).mapToObj(i -> Tag.BLOCK.hash(segment, 0, i)).toList();

  /** Hashes a block. */
  @Benchmark
  public Bytes block() {
    return Tag.BLOCK.hash(segment, 0, BLOCK);
  }

  /** Builds a tree over as many hashes as a file of 1 GiB has segments. */
  @Benchmark
  public Bytes tree() {
    return HashTree.over(leaves).root();
  }

  /** Encrypts a segment. */
  @Benchmark
  public byte[] encrypt() {
    cipher.process(segment, 0, encrypted, 0, SEGMENT);
    return encrypted;
  }
}
