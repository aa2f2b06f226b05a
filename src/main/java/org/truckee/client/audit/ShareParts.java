package org.truckee.client.audit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Extent;
import org.truckee.bytes.PartialBytes;
import org.truckee.client.context.ClientContext;

/**
 * The parts of one share on one server, as they are read: what is learned is kept, and what is only
 * proved is not. All of it is unchecked. Event loop only.
 */
final class ShareParts {
  /** The bytes that are read along where asking twice would cost more. */
  private static final long GAP = 8 << 10;

  private final ClientContext context;
  private final Reader reader;
  private PartialBytes known = new PartialBytes(Map.of());
  private long bytes;

  /** The server's answers. */
  @FunctionalInterface
  interface Reader {
    /** Up to {@code length} bytes from {@code offset}; fewer only where the share ends. */
    Future<byte[]> read(long offset, int length);
  }

  ShareParts(ClientContext context, Reader reader) {
    this.context = context;
    this.reader = reader;
  }

  /** The bytes that were learned. */
  PartialBytes known() {
    return known;
  }

  /** The number of bytes that were read. */
  long bytes() {
    return bytes;
  }

  /** Reads {@code wanted}, a few KB that are kept. */
  Future<Void> learn(List<Extent> wanted) {
    return holding(missing(wanted)).onSuccess(more -> known = known.and(more)).mapEmpty();
  }

  /** Reads {@code wanted} for {@code check}, which throws if they are no proof. */
  Future<Void> prove(List<Extent> wanted, Consumer<PartialBytes> check) {
    List<Extent> missing = missing(wanted);
    return context
        .memory()
        .holding(length(missing), () -> read(missing).compose(more -> checked(more, check)));
  }

  private Future<Void> checked(PartialBytes more, Consumer<PartialBytes> check) {
    PartialBytes all = known.and(more);
    return context
        .codec()
        .run(
            () -> {
              check.accept(all);
              return null;
            });
  }

  private List<Extent> missing(List<Extent> wanted) {
    return Extent.joined(wanted.stream().filter(part -> !known.knows(part)).toList(), GAP);
  }

  private static long length(List<Extent> parts) {
    return parts.stream().mapToLong(Extent::length).sum();
  }

  private Future<PartialBytes> holding(List<Extent> parts) {
    return context.memory().holding(length(parts), () -> read(parts));
  }

  private Future<PartialBytes> read(List<Extent> parts) {
    Map<Long, Bytes> read = new TreeMap<>();
    List<Future<Void>> reading =
        parts.stream().map(part -> read(part).<Void>map(got -> put(read, part, got))).toList();
    return Future.all(reading).map(all -> new PartialBytes(read));
  }

  private static Void put(Map<Long, Bytes> read, Extent part, Bytes got) {
    read.put(part.begin(), got);
    return null;
  }

  private Future<Bytes> read(Extent part) {
    return reader
        .read(part.begin(), Math.toIntExact(part.length()))
        .onSuccess(got -> bytes += got.length)
        .map(Bytes::wrap);
  }
}
