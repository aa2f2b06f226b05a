package org.truckee.client.directory.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.server.Intermediary;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.MutableReads;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/** The reads of shares that listings of directories in mutable files cost. */
class ListingReadsTest {
  private static final int SERVERS = 4;
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(2, 3, SERVERS);
  private static final MutableReads READS = new MutableReads();
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  private static TestGrid grid;
  private static TestGateway writer;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, SERVERS, SETTINGS.through(READS, Intermediary.none()));
    writer = grid.gateway(SETTINGS);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void clear() {
    READS.letThrough();
    READS.clear();
  }

  /** A directory of so many children, which the other gateway makes. */
  private static Directory create(DirectoryFormat format, int children) {
    List<Child> all =
        IntStream.range(0, children)
            .mapToObj(i -> new Child("child" + i, FILE, Metadata.EMPTY))
            .toList();
    return grid.run(() -> writer.gateway().directories().create(format, all));
  }

  private static Directory open(Directory directory) {
    return grid.gateway().gateway().directories().open(directory.capability());
  }

  private static Future<Integer> count(Directory directory) {
    List<Child> all = new ArrayList<>();
    return directory
        .list()
        .forEachPage(
            page -> {
              all.addAll(page);
              return Future.succeededFuture();
            })
        .map(listed -> all.size());
  }

  private static void add(Directory directory, String name) {
    Edit put = new Edit.Put(name, FILE, Optional.of(Metadata.EMPTY), Overwrite.ALWAYS);
    grid.run(() -> directory.edit(List.of(put)));
  }

  @Test
  void listingsOfTheSameMoment_askTheServersTogether() {
    Directory directory = open(create(DirectoryFormat.SDMF, 3));
    List<Future<Integer>> listings = new ArrayList<>();

    grid.run(
        () -> {
          for (int i = 0; i < 30; i++) listings.add(count(directory));
          return Future.all(listings);
        });

    assertThat(listings).extracting(Future::result).containsOnly(3);
    assertThat(READS.lengths()).hasSize(2 * SERVERS);
  }

  @Test
  void aListingSeesWhatWasWrittenBeforeIt_whileAnEarlierOneIsUnderWay() {
    Directory directory = create(DirectoryFormat.SDMF, 1);
    Promise<Void> open = READS.hold();
    List<Future<Integer>> before = new ArrayList<>();
    grid.run(() -> Future.succeededFuture(before.add(count(open(directory)))));
    Waiting.untilTrue(() -> READS.lengths().size() == SERVERS);
    READS.letThrough();
    add(directory, "new");

    assertThat(grid.run(() -> count(open(directory)))).isEqualTo(2);

    assertThat(before.get(0).isComplete()).isFalse();
    open.complete();
    assertThat(Waiting.of(before.get(0))).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = DirectoryFormat.class,
      names = {"SDMF", "MDMF"})
  void aLargeDirectoryThatDidNotChange_costsTheHeadsOfItsSharesOnly(DirectoryFormat format) {
    Directory directory = create(format, 300);
    grid.run(() -> count(open(directory)));
    READS.clear();

    assertThat(grid.run(() -> count(open(directory)))).isEqualTo(300);
    assertThat(READS.lengths()).hasSize(SERVERS).allMatch(length -> length < 3000);
    assertThat(grid.run(() -> open(directory).get("child299"))).isPresent();
    assertThat(READS.lengths()).hasSize(2 * SERVERS);

    add(directory, "new");
    assertThat(grid.run(() -> count(open(directory)))).isEqualTo(301);
  }

  @ParameterizedTest
  @EnumSource(
      value = DirectoryFormat.class,
      names = {"SDMF", "MDMF"})
  void aLargeDirectoryThatIsKnown_isChangedAndListedAgain_withoutReadingIt(DirectoryFormat format) {
    Directory directory = open(create(format, 300));
    grid.run(() -> count(directory));
    READS.clear();

    add(directory, "one");
    add(directory, "two");
    assertThat(grid.run(() -> count(open(directory)))).isEqualTo(302);
    assertThat(READS.lengths())
        .allMatch(length -> length <= 8192)
        .hasSizeLessThanOrEqualTo(3 * SERVERS + 1);

    Directory elsewhere = writer.gateway().directories().open(directory.capability());
    assertThat(grid.run(() -> count(elsewhere))).isEqualTo(302);
    add(elsewhere, "three");
    add(directory, "four");
    assertThat(grid.run(() -> count(open(directory)))).isEqualTo(304);
  }

  @Test
  void aDirectoryThatBecameAnother_isReadAsItIsNow() {
    Directory large = create(DirectoryFormat.SDMF, 300);
    grid.run(() -> count(open(large)));
    List<Edit> all = new ArrayList<>();
    for (int i = 1; i < 300; i++) all.add(new Edit.Remove("child" + i, Edit.Expected.ANYTHING));
    grid.run(() -> large.edit(all));

    assertThat(grid.run(() -> count(open(large)))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 300})
  void theListForPrograms_isTheSameForEveryReader_untilTheDirectoryChanges(int children) {
    Directory directory = create(DirectoryFormat.SDMF, children);
    String json = WebPort.path(directory.capability().toUri()) + "?t=json";
    String readOnly = directory.capability().readCap().orElseThrow().toUri();
    String first = grid.web().get(json).text();

    assertThat(grid.web().get(json).text()).isEqualTo(first);
    assertThat(grid.web().get(WebPort.path(readOnly) + "?t=json").text())
        .doesNotContain("rw_uri")
        .isNotEqualTo(first);

    add(directory, "new");
    String second = grid.web().get(json).text();
    assertThat(second).contains("\"new\"").isNotEqualTo(first);
    assertThat(grid.web().get(json).text()).isEqualTo(second);
    assertThat(writer.web().get(json).text()).isEqualTo(second);
  }

  @Test
  void aListingNamesItsState_beforeItIsRead() {
    Directory directory = create(DirectoryFormat.SDMF, 3);
    Optional<String> before = grid.run(() -> open(directory).list().state());
    assertThat(before).isPresent().isEqualTo(grid.run(() -> open(directory).list().state()));

    add(directory, "new");
    assertThat(grid.run(() -> open(directory).list().state())).isPresent().isNotEqualTo(before);
  }
}
