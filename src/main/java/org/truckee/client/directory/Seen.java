package org.truckee.client.directory;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.truckee.bytes.Bytes;

/**
 * The things that a walk has visited. Each takes 16 bytes, a part of a hash of its name that nobody
 * can make two names share, in a table that is at most half full.
 */
public final class Seen {
  private long[] table = new long[1 << 10];
  private int size;

  /** Adds {@code name}; returns whether it is new. */
  public boolean add(String name) {
    ByteBuffer digest = ByteBuffer.wrap(sha256().digest(Bytes.utf8(name).toArray()));
    if (4 * (size + 1) > table.length) grow();
    return put(digest.getLong() | 1, digest.getLong());
  }

  private boolean put(long first, long second) {
    int slot = (int) second & (table.length / 2 - 1);
    while (table[2 * slot] != 0) {
      if (table[2 * slot] == first && table[2 * slot + 1] == second) return false;
      slot = (slot + 1) & (table.length / 2 - 1);
    }
    table[2 * slot] = first;
    table[2 * slot + 1] = second;
    size++;
    return true;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    size = 0;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) put(old[i], old[i + 1]);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
