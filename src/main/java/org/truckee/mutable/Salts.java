package org.truckee.mutable;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.TaggedHasher;

/**
 * The salts of one version of a file. All follow from one random seed, so that the segments can be
 * encoded a second time, when the first half of the servers has them, to the same bytes. To
 * everybody else they are random.
 */
public record Salts(Secret seed) {
  private static final Bytes TAG = Bytes.utf8("truckee_mutable_salt_v1");

  /** The salts of a version that is about to be made. */
  public static Salts fresh(RandomGenerator random) {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    return new Salts(new Secret(Bytes.wrap(seed)));
  }

  /** The salt of segment {@code index}; that of an SDMF file is the salt of segment 0. */
  public Bytes of(long index) {
    return TaggedHasher.tagged(TAG, SignedPrefix.SALT_SIZE)
        .update(seed.bytes())
        .update(ByteBuffer.allocate(8).putLong(0, index))
        .digest();
  }
}
