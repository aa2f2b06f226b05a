package org.truckee.benchmark;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.truckee.cap.MutableFormat;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.VersionTerms;
import org.truckee.mutable.WholeVersion;

/** A version of a mutable file of one segment in 3-of-10, with its signature, and its keys. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MutableBenchmark {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The bytes of the file, a multiple of 3. */
  @Param({"1023", "102399"})
  public int size;

  private final FileKeyPair keys = FileKeyPair.generate(RANDOM);

  /** Encrypts, codes, hashes and signs a version. */
  @Benchmark
  public WholeVersion encode() {
    VersionTerms terms = new VersionTerms(MutableFormat.SDMF, 1, 3, 10, size, size);
    return WholeVersion.encode(new byte[size], terms, keys, RANDOM);
  }

  /** Makes the key pair of a new file. */
  @Benchmark
  public FileKeyPair keys() {
    return FileKeyPair.generate(RANDOM);
  }
}
