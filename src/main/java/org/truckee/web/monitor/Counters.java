package org.truckee.web.monitor;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** The files and bytes that a gateway's users have moved since it was started. Thread-safe. */
public final class Counters {
  /** The kinds of counts. */
  public enum Kind {
    /** Immutable files put on the grid. */
    UPLOADER,
    /** Immutable files read, whole or in part. */
    DOWNLOADER,
    /** Mutable files made and changed. */
    MUTABLE_PUBLISHED,
    /** Mutable files read, whole or in part. */
    MUTABLE_RETRIEVED
  }

  private final Map<Kind, LongAdder> files = adders();
  private final Map<Kind, LongAdder> bytes = adders();

  private static Map<Kind, LongAdder> adders() {
    Map<Kind, LongAdder> adders = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) adders.put(kind, new LongAdder());
    return adders;
  }

  /** Counts one more file, of which {@code size} bytes were moved. */
  public void add(Kind kind, long size) {
    files.get(kind).increment();
    bytes.get(kind).add(size);
  }

  /** The counts, by the names that Tahoe has for them. */
  Map<String, Long> byName() {
    Map<String, Long> all = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      all.put(name(kind, "files"), files.get(kind).sum());
      all.put(name(kind, "bytes"), bytes.get(kind).sum());
    }
    return all;
  }

  private static String name(Kind kind, String unit) {
    return switch (kind) {
      case UPLOADER -> "uploader." + unit + "_uploaded";
      case DOWNLOADER -> "downloader." + unit + "_downloaded";
      case MUTABLE_PUBLISHED -> "mutable." + unit + "_published";
      case MUTABLE_RETRIEVED -> "mutable." + unit + "_retrieved";
    };
  }
}
