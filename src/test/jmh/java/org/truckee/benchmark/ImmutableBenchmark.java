package org.truckee.benchmark;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.CheckedShare;
import org.truckee.immutable.ChkDecoder;
import org.truckee.immutable.ChkEncoder;
import org.truckee.immutable.EncodedFile;
import org.truckee.testing.known.EncodedShares;

/**
 * A segment of some 128 KiB of an immutable file in 3-of-10, all of the work between bytes and
 * bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ImmutableBenchmark {
  /** As many bytes as segments have by default, rounded up to blocks of one length. */
  private static final int SEGMENT = 3 * 43_691;

  private static final int SEGMENTS = 80;
  private static final int TOTAL = 10;
  private static final Secret KEY = new Secret(Bytes.wrap(new byte[16]));

  private final Segmentation cut = Segmentation.of((long) SEGMENTS * SEGMENT, SEGMENT, 3);
  private final byte[] segment = new byte[SEGMENT];
  private ChkDecoder decoder;
  private List<ChkDecoder.Block> first;
  private List<ChkDecoder.Block> last;

  /** Encodes one file, whose blocks are decoded. */
  @Setup
  public void encodeOnce() {
    new Random(1).nextBytes(segment);
    EncodedShares file =
        EncodedShares.encode(segment, KEY, Segmentation.of(SEGMENT, SEGMENT, 3), TOTAL);
    List<CheckedShare> shares = Stream.of(0, 1, 2, 7, 8, 9).map(file::check).toList();
    decoder = new ChkDecoder(KEY, shares.get(0).ueb());
    first = shares.subList(0, 3).stream().map(share -> file.block(share, 0)).toList();
    last = shares.subList(3, 6).stream().map(share -> file.block(share, 0)).toList();
  }

  /** Encrypts, codes and hashes a segment, as one of a file of 10 MiB. */
  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public EncodedFile encode() {
    ChkEncoder encoder = new ChkEncoder(KEY, cut, TOTAL);
    for (long i = 0; i < cut.segments(); i++) encoder.encode(segment);
    return encoder.finish();
  }

  /** Checks and decrypts a segment of which the first blocks are there. */
  @Benchmark
  public byte[] decodeFirst() {
    return decode(first);
  }

  /** Checks, decodes and decrypts a segment of which only later blocks are there. */
  @Benchmark
  public byte[] decodeLast() {
    return decode(last);
  }

  private byte[] decode(List<ChkDecoder.Block> blocks) {
    if (!ChkDecoder.corrupt(0, blocks).isEmpty()) throw new IllegalStateException("a bad block");
    return decoder.decode(0, blocks);
  }
}
