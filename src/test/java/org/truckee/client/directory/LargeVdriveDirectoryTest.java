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
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Target;
import org.truckee.testing.TestVdrive;

/** A directory of a hundred thousand children is used like any other. */
@Tag("slow")
class LargeVdriveDirectoryTest {
  private static final Target FILE = Target.of(Capability.parse("URI:LIT:nbswy3dp"));
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
      medianPutNanos(server, small, "warming up ");
      long toSmall = medianPutNanos(server, small, "new ");
      long toLarge = medianPutNanos(server, large, "new ");

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
      assertThat(toLarge)
          .as("nanoseconds for one more, to %d for the first", toSmall)
          .isLessThan(FACTOR * toSmall);
    }
  }

  private static void fill(TestVdrive server, Directory directory, int from) {
    List<Edit> edits = new ArrayList<>();
    for (int i = from; i < from + AT_ONCE; i++) edits.add(put("child " + i));
    server.run(() -> directory.edit(edits));
  }

  private static long medianPutNanos(TestVdrive server, Directory directory, String prefix) {
    long[] nanos = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      Edit put = put(prefix + i);
      long start = System.nanoTime();
      server.run(() -> directory.edit(List.of(put)));
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[SAMPLES / 2];
  }

  private static Edit put(String name) {
    return new Edit.Put(name, FILE, Optional.empty(), Overwrite.NEVER);
  }
}
