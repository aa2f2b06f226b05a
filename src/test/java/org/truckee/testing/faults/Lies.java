package org.truckee.testing.faults;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.truckee.bytes.Bytes;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.protocol.storage.StorageVersion;

/** The well-formed lies that a storage server can tell in place of the truth. */
public final class Lies {
  private static final SortedSet<Integer> NONE = new TreeSet<>();
  private static final SortedSet<Integer> ALL =
      IntStream.range(0, 256).boxed().collect(Collectors.toCollection(TreeSet::new));

  private Lies() {}

  /** Less than {@code truth}. */
  public static Object less(Object truth) {
    if (truth instanceof SortedSet) return NONE;
    if (truth instanceof byte[] bytes) return Arrays.copyOf(bytes, bytes.length / 2);
    if (truth instanceof AllocateReply) return new AllocateReply(NONE, NONE);
    if (truth instanceof ReadTestWrite.Reply)
      return new ReadTestWrite.Reply(false, new TreeMap<>());
    if (truth instanceof StorageVersion) return new StorageVersion(0, 0, 0, "", 0);
    return truth;
  }

  /** More than {@code truth}. */
  public static Object more(Object truth) {
    if (truth instanceof SortedSet) return ALL;
    if (truth instanceof byte[] bytes) return Arrays.copyOf(bytes, bytes.length + 100);
    if (truth instanceof AllocateReply) return new AllocateReply(ALL, ALL);
    if (truth instanceof ReadTestWrite.Reply reply) return withMore(reply);
    if (truth instanceof StorageVersion)
      return new StorageVersion(
          Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, "x".repeat(9_999), Integer.MAX_VALUE);
    return truth;
  }

  private static ReadTestWrite.Reply withMore(ReadTestWrite.Reply truth) {
    TreeMap<Integer, List<Bytes>> data = new TreeMap<>();
    for (int share : ALL) data.put(share, List.of(Bytes.utf8("more")));
    return new ReadTestWrite.Reply(truth.success(), data);
  }

  /** Something else than {@code truth}. */
  public static Object other(Object truth) {
    if (truth instanceof SortedSet) return new TreeSet<>(List.of(77, 255));
    if (truth instanceof byte[] bytes) return inverted(bytes);
    if (truth instanceof AllocateReply) return new AllocateReply(ALL, NONE);
    if (truth instanceof ReadTestWrite.Reply reply)
      return new ReadTestWrite.Reply(!reply.success(), reply.data());
    return truth;
  }

  private static byte[] inverted(byte[] bytes) {
    byte[] others = bytes.clone();
    for (int i = 0; i < others.length; i++) others[i] = (byte) ~others[i];
    return others;
  }
}
