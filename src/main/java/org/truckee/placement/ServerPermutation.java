package org.truckee.placement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;

/**
 * The order in which servers are asked about one file: by SHA-1(storage index || permutation seed).
 * Gateways that know the same servers have the same order, and each file has its own, so that
 * shares are found where they were put and spread evenly.
 */
public final class ServerPermutation {
  private ServerPermutation() {}

  /**
   * The {@code servers} in the order for {@code storageIndex}, {@code seed} giving each one's
   * permutation seed.
   */
  public static <S> List<S> order(
      Collection<S> servers, StorageIndex storageIndex, Function<S, Bytes> seed) {
    record Placed<S>(S server, Bytes place) {}
    return servers.stream()
        .map(server -> new Placed<>(server, place(storageIndex, seed.apply(server))))
        .sorted(Comparator.comparing(Placed::place))
        .map(Placed::server)
        .toList();
  }

  private static Bytes place(StorageIndex storageIndex, Bytes seed) {
    try {
      byte[] input = Bytes.concat(storageIndex.bytes(), seed).toArray();
      return Bytes.wrap(MessageDigest.getInstance("SHA-1").digest(input));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
