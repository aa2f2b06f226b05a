package org.truckee.web.monitor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.truckee.client.pool.Client;

/**
 * The number of different clients since midnight UTC, estimated without keeping any of them: each
 * is hashed with a key that is made anew every day and written nowhere, and of the hash only a run
 * of zeros is noted, in one of {@value #REGISTERS} registers. The error is some 2 %. Source:
 * Flajolet and others, HyperLogLog (2007). Thread-safe.
 */
public final class VisitorCount {
  private static final int BITS = 12;
  private static final int REGISTERS = 1 << BITS;
  private static final double SCALE = 0.7213 / (1 + 1.079 / REGISTERS);
  private static final double FEW = 2.5;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final byte[] registers = new byte[REGISTERS];
  private byte[] key = new byte[32];
  private long day = Long.MIN_VALUE;

  /** A count that begins anew every day of {@code clock}. */
  public VisitorCount(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts {@code client}, if it was not seen today. */
  public void note(Client client) {
    long hash = hash(client);
    int register = (int) (hash >>> (Long.SIZE - BITS));
    byte run = (byte) (Long.numberOfLeadingZeros((hash << BITS) | (1L << (BITS - 1))) + 1);
    synchronized (this) {
      if (registers[register] < run) registers[register] = run;
    }
  }

  private long hash(Client client) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(today());
      digest.update(client.address().getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key of today; with a new one, the count begins anew. */
  private synchronized byte[] today() {
    long now = Math.floorDiv(clock.millis(), TimeUnit.DAYS.toMillis(1));
    if (now == day) return key;
    day = now;
    key = new byte[key.length];
    random.nextBytes(key);
    Arrays.fill(registers, (byte) 0);
    return key;
  }

  /** The estimate for today. */
  public synchronized long estimated() {
    today();
    return Math.round(estimate());
  }

  private double estimate() {
    double sum = 0;
    int empty = 0;
    for (byte run : registers) {
      sum += Math.scalb(1.0, -run);
      if (run == 0) empty++;
    }
    double raw = SCALE * REGISTERS * REGISTERS / sum;
    return raw <= FEW * REGISTERS && empty > 0
        ? REGISTERS * Math.log((double) REGISTERS / empty)
        : raw;
  }
}
