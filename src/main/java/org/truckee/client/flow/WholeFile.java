package org.truckee.client.flow;

import io.vertx.core.Future;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.erasure.Segmentation;

/** A file that is read into memory as a whole, which the budget of all transfers has to allow. */
public final class WholeFile {
  /** The copies in memory: the contents, the blocks that come in, and the result. */
  private static final int COPIES = 3;

  private WholeFile() {}

  /**
   * The result of {@code use} for the contents of {@code file}; then their memory is given back.
   */
  public static <T> Future<T> read(
      SegmentReader file, MemoryBudget memory, Function<Bytes, Future<T>> use) {
    return memory.holding(
        COPIES * file.segmentation().size(), () -> readGranted(file).compose(use));
  }

  /** The contents of {@code file}, for which memory has been granted already. */
  public static Future<Bytes> readGranted(SegmentReader file) {
    byte[] all = new byte[Math.toIntExact(file.segmentation().size())];
    return readFrom(file, 0, all).map(read -> Bytes.wrap(all));
  }

  private static Future<Void> readFrom(SegmentReader file, long segment, byte[] all) {
    Segmentation cut = file.segmentation();
    if (segment == cut.segments()) return Future.succeededFuture();
    SegmentRun run = SegmentRun.starting(cut, segment, cut.segments() - 1);
    return file.read(run)
        .compose(
            part -> {
              System.arraycopy(part, 0, all, (int) segment * cut.segmentSize(), part.length);
              return readFrom(file, run.end(), all);
            });
  }
}
