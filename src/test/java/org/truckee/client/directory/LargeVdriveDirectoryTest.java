package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.client.directory.vdrive.VdriveDirectories;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.testing.grid.TestVdrive;

/** A directory of a hundred thousand children is used like any other. */
@Tag("slow")
class LargeVdriveDirectoryTest {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
  private static final int CHILDREN = 100_000;
  private static final int AT_ONCE = 5_000;
  private static final int LARGEST_PAGE = 1_000;
  private static final int SAMPLES = 101;
  private static final int FACTOR = 5;

  @Test
  void aHundredThousandChildren_listInPages_andOneMoreCostsWhatTheFirstDid(@TempDir Path root) {
    try (TestVdrive server = TestVdrive.start(root)) {
      VdriveDirectories gateway = server.newGateway();
      Directory small = server.run(() -> gateway.create(DirectoryFormat.VDRIVE, List.of()));
      Directory large = server.run(() -> gateway.create(DirectoryFormat.VDRIVE, List.of()));
      for (int from = 0; from < CHILDREN; from += AT_ONCE) fill(server, large, from);
      for (int i = 0; i < SAMPLES; i++) putNanos(server, small, "warming up " + i);
      long[] toEach = medians(server, small, large);

      AtomicInteger found = new AtomicInteger();
      AtomicInteger largest = new AtomicInteger();
      Listing listing = server.newGateway().open(large.capability()).orElseThrow().list();
      for (boolean more = true; more; ) {
        int page = server.run(listing::next).size();
        found.addAndGet(page);
        largest.accumulateAndGet(page, Math::max);
        more = page > 0;
      }

      assertThat(found).hasValue(CHILDREN + SAMPLES);
      assertThat(largest).hasValueLessThanOrEqualTo(LARGEST_PAGE);
      assertThat(toEach[1])
          .as("nanoseconds for one more, to %d for the first", toEach[0])
          .isLessThan(FACTOR * toEach[0]);
    }
  }

  private static void fill(TestVdrive server, Directory directory, int from) {
    List<Edit> edits = new ArrayList<>();
    for (int i = from; i < from + AT_ONCE; i++) edits.add(put("child " + i));
    server.run(() -> directory.edit(edits));
  }

  /** One after the other in turns, so that what else the machine does slows down both. */
  private static long[] medians(TestVdrive server, Directory small, Directory large) {
    long[] toSmall = new long[SAMPLES];
    long[] toLarge = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      toSmall[i] = putNanos(server, small, "new " + i);
      toLarge[i] = putNanos(server, large, "new " + i);
    }
    Arrays.sort(toSmall);
    Arrays.sort(toLarge);
    return new long[] {toSmall[SAMPLES / 2], toLarge[SAMPLES / 2]};
  }

  private static long putNanos(TestVdrive server, Directory directory, String name) {
    Edit put = put(name);
    long start = System.nanoTime();
    server.run(() -> directory.edit(List.of(put)));
    return System.nanoTime() - start;
  }

  private static Edit put(String name) {
    return new Edit.Put(name, FILE, Optional.empty(), Overwrite.NEVER);
  }
}
