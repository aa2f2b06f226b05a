package org.truckee.node.bench.growth;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The things that the cost of requests may grow with. */
public enum Growth {
  /** The number of storage servers. */
  SERVERS(List.of(10, 30, 100)),
  /** The entries of a directory on a vdrive server. */
  ENTRIES(List.of(1_000, 10_000, 100_000, 1_000_000)),
  /** The entries of a directory that is a file of the grid. */
  TABLES(List.of(10, 100, 1_000, 10_000, 100_000));

  /** Small requests are done so many times as often as the large ones of the bench. */
  private static final int SMALL = 20;

  /** More entries would take an hour to sign. */
  private static final int SIGNED = 100_000;

  private final List<Integer> sizes;

  Growth(List<Integer> sizes) {
    this.sizes = sizes;
  }

  /** The one that is called {@code word}, which is its name in lower case. */
  public static Optional<Growth> of(String word) {
    return Stream.of(values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }

  /** Measures it by {@code run} at all sizes, most requests {@code runs} times a constant. */
  public void measure(GrowthRun run, int runs) throws IOException, InterruptedException {
    int requests = SMALL * runs;
    switch (this) {
      case SERVERS -> run.servers(sizes, requests);
      case ENTRIES -> run.entries(sizes, SIGNED, requests);
      case TABLES -> run.tables(sizes, requests);
    }
  }
}
