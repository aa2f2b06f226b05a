package org.truckee.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * Argon2id, version 0x13 (RFC 9106): a hash of a passphrase, each of which costs somebody who tries
 * many as much memory and time. Blocks a thread for its time.
 *
 * @param memory the KiB that one hash takes
 * @param passes how often it goes over them
 * @param lanes into how many parts they are divided
 */
public record Argon2id(int memory, int passes, int lanes) {
  /** The second choice that RFC 9106 recommends, in section 4: 64 MiB, for where memory is dear. */
  public static final Argon2id USUAL = new Argon2id(64 << 10, 3, 4);

  private static final int MOST_MEMORY = 1 << 20;
  private static final int MOST_PASSES = 100;
  private static final int MOST_LANES = 64;

  /** Checks the bounds of the algorithm, and ours. */
  public Argon2id {
    if (lanes < 1 || lanes > MOST_LANES) throw new IllegalArgumentException(lanes + " lanes");
    if (passes < 1 || passes > MOST_PASSES) throw new IllegalArgumentException(passes + " passes");
    if (memory < 8 * lanes || memory > MOST_MEMORY)
      throw new IllegalArgumentException(memory + " KiB of memory");
  }

  /** The hash of {@code passphrase} with {@code salt}, of {@code size} bytes. */
  public Secret hash(Secret passphrase, Bytes salt, int size) {
    return hash(passphrase, salt, Bytes.EMPTY, Bytes.EMPTY, size);
  }

  /** The same with the two further inputs of the algorithm: a secret, and other data. */
  Secret hash(Secret passphrase, Bytes salt, Bytes secret, Bytes data, int size) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt.toArray())
            .withSecret(secret.toArray())
            .withAdditional(data.toArray())
            .build());
    byte[] hash = new byte[size];
    generator.generateBytes(passphrase.bytes().toArray(), hash);
    return new Secret(Bytes.wrap(hash));
  }
}
