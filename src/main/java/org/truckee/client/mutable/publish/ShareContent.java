package org.truckee.client.mutable.publish;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.truckee.bytes.Bytes;
import org.truckee.mutable.WholeVersion;
import org.truckee.protocol.storage.ReadTestWrite;

/**
 * The new content of a share.
 *
 * @param writes the bytes to put, with their places in the share
 * @param length the bytes of the share then; those after it are cut off
 */
public record ShareContent(List<ReadTestWrite.Write> writes, long length) {
  /** A share that is written from its first byte to its last. */
  public static ShareContent whole(Bytes share) {
    return new ShareContent(List.of(new ReadTestWrite.Write(0, share)), share.size());
  }

  /** The contents of all shares of {@code version}, by number. */
  public static Map<Integer, ShareContent> ofAll(WholeVersion version) {
    return IntStream.range(0, version.shares().size())
        .boxed()
        .collect(Collectors.toMap(i -> i, i -> whole(version.shares().get(i))));
  }

  /** The change to a share that begins with {@code before}, or is not there if that is empty. */
  public ReadTestWrite.Change from(Bytes before) {
    return new ReadTestWrite.Change(List.of(beginsWith(before)), writes, length);
  }

  /**
   * The test that passes for a share that begins with {@code before}, or is missing if that is
   * empty.
   */
  public static ReadTestWrite.Test beginsWith(Bytes before) {
    return new ReadTestWrite.Test(0, Math.max(1, before.size()), before);
  }

  /** The bytes that are sent for it. */
  long cost() {
    return writes.stream().mapToLong(write -> write.data().size()).sum();
  }
}
