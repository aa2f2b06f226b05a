package org.truckee.node.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.bench.work.Measurement;

/** The growth of cost at sizes that are small enough for a test. */
@Tag("slow")
class GrowthRunIT {
  @TempDir Path root;
  private final List<Measurement> told = new ArrayList<>();
  private Runnable ending = () -> {};

  private GrowthRun run() {
    return new GrowthRun(root, end -> ending = end, Optional.empty(), told::addAll);
  }

  private double figure(String name) {
    return told.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + told))
        .median();
  }

  @Test
  void aFileGoesToTenServers_howeverManyThereAre() throws Exception {
    run().servers(List.of(10, 14), 4);

    for (int servers : new int[] {10, 14}) {
      assertThat(figure("get_1KiB_" + servers + "_ms")).isPositive();
      assertThat(figure("get_1KiB_" + servers + "_gateway_us")).isNotNegative();
      assertThat(figure("put_1KiB_" + servers + "_calls")).isGreaterThanOrEqualTo(10);
    }
    assertThat(figure("put_1KiB_ms_slope")).isFinite();
    ending.run();
  }

  @Test
  void aDirectoryGrows_andAnEntryCostsTheSame() throws Exception {
    run().entries(List.of(300, 600, 3_000), 600, 3);

    assertThat(figure("vdrive_add_child_300_calls"))
        .isEqualTo(figure("vdrive_add_child_600_calls"));
    assertThat(figure("vdrive_add_child_300_calls"))
        .isEqualTo(figure("vdrive_add_child_3000_calls"));
    assertThat(figure("vdrive_page_3000_calls")).isLessThanOrEqualTo(2);
    assertThat(told).extracting(Measurement::name).doesNotContain("vdrive_json_3000_ms");
    assertThat(figure("database_3000_bytes")).isGreaterThan(2_000 * 100);
    assertThat(figure("vdrive_look_up_600_calls")).isLessThanOrEqualTo(3);
    assertThat(figure("vdrive_next_page_600_ms")).isPositive();
    assertThat(figure("vdrive_json_600_ms")).isPositive();
    assertThat(figure("database_600_bytes")).isGreaterThan(600 * 100);
  }

  @Test
  void aTable_isWrittenWhole() throws Exception {
    run().tables(List.of(5, 50), 2);

    assertThat(figure("table_add_child_50_calls")).isGreaterThanOrEqualTo(10);
    assertThat(figure("table_json_ms_slope")).isFinite();
  }
}
