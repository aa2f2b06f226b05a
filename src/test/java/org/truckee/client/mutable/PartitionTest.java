package org.truckee.client.mutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.DirectoryWriteCap;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.mutable.read.MutableVersion;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;

/**
 * Two gateways on the two sides of a grid that is cut in two: at most one of them is told that its
 * change is kept, and what was told is true when the sides have come together again.
 */
class PartitionTest {
  /** Happy with so few that it is the majority that counts. */
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(3, 3, 10);

  private static final byte[] OLD = Golden.stream("old", 300_000);

  private static TestGrid grid;

  /** New for each test, so that they suspect no server. */
  private static Gateway one;

  private static Gateway other;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 10, SETTINGS);
  }

  @BeforeEach
  void meetAllServers() {
    one = grid.gateway(SETTINGS).gateway();
    other = grid.gateway(SETTINGS).gateway();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  /** A way to change a file at a gateway; the change can be found again by the gateway's mark. */
  enum Way {
    OVERWRITE_SDMF(MutableFormat.SDMF),
    OVERWRITE_MDMF(MutableFormat.MDMF),
    UPDATE_MDMF(MutableFormat.MDMF),
    MODIFY_SDMF(MutableFormat.SDMF),
    LARGE_MDMF(MutableFormat.MDMF);

    private final MutableFormat format;

    Way(MutableFormat format) {
      this.format = format;
    }

    private MutableWriteCap create() {
      byte[] contents = this == LARGE_MDMF ? Golden.stream("large", 6_400_000) : OLD;
      return grid.run(
          () ->
              one.mutableFiles()
                  .create(format, PlaintextInMemory.of(Bytes.wrap(contents)), Optional.empty()));
    }

    private Future<Void> change(Gateway gateway, MutableWriteCap cap, String mark) {
      MutableFile file = gateway.mutableFiles().open(cap);
      Bytes data = Bytes.utf8(mark);
      return switch (this) {
        case OVERWRITE_SDMF, OVERWRITE_MDMF -> file.overwrite(PlaintextInMemory.of(data));
        case UPDATE_MDMF -> file.write(0, PlaintextInMemory.of(data));
        case MODIFY_SDMF ->
            file.modify(old -> Optional.of(Bytes.concat(data, old.slice(mark.length(), 100))));
        case LARGE_MDMF ->
            file.overwrite(
                PlaintextInMemory.of(
                    Bytes.concat(data, Bytes.wrap(Golden.stream("new", 6_400_000)))));
      };
    }
  }

  @ParameterizedTest
  @EnumSource(value = Way.class, names = "LARGE_MDMF", mode = EnumSource.Mode.EXCLUDE)
  void neitherHalf_changesAFile(Way way) {
    MutableWriteCap cap = way.create();
    Bytes before = contents(one, cap);

    for (Gateway gateway : List.of(one, other)) {
      List<TestServer> away = gateway == one ? last(cap, 5) : first(cap, 5);
      assertThatThrownBy(() -> without(away, () -> way.change(gateway, cap, "mark")))
          .matches(failure -> GridException.is(failure, GridException.Kind.UNHAPPY))
          .hasMessageContaining("nothing was changed");
    }

    assertThat(contents(one, cap)).isEqualTo(before);
    assertThat(contents(other, cap)).isEqualTo(before);
  }

  @Test
  @Tag("slow")
  void whatIsTrueOfSmallFiles_isTrueOfOneThatIsSentInParts() {
    neitherHalf_changesAFile(Way.LARGE_MDMF);
    meetAllServers();
    theLargerSide_changesAFile_andTheSmallerOneDoesNot(Way.LARGE_MDMF, true);
    meetAllServers();
    theLargerSide_changesAFile_andTheSmallerOneDoesNot(Way.LARGE_MDMF, false);
  }

  @ParameterizedTest
  @CsvSource({
    "OVERWRITE_SDMF,true",
    "OVERWRITE_MDMF,false",
    "UPDATE_MDMF,true",
    "MODIFY_SDMF,false"
  })
  void theLargerSide_changesAFile_andTheSmallerOneDoesNot(Way way, boolean largerFirst) {
    MutableWriteCap cap = way.create();
    Supplier<Void> larger = () -> without(last(cap, 4), () -> way.change(one, cap, "larger side"));
    Supplier<Void> smaller =
        () -> without(first(cap, 6), () -> way.change(other, cap, "smaller side"));

    if (largerFirst) larger.get();
    assertThatThrownBy(smaller::get)
        .matches(failure -> GridException.is(failure, GridException.Kind.UNHAPPY));
    if (!largerFirst) larger.get();

    for (Gateway gateway : List.of(one, other))
      assertThat(contents(gateway, cap).slice(0, 11).toUtf8()).isEqualTo("larger side");
  }

  @ParameterizedTest
  @EnumSource(
      value = DirectoryFormat.class,
      names = {"SDMF", "MDMF"})
  void aDirectory_losesNoEntryThatWasAcknowledged(DirectoryFormat format) {
    Directory made = grid.run(() -> one.directories().create(format, List.of()));
    Directory known = other.directories().open(made.capability());
    MutableReadCap cap = file(made);

    without(last(cap, 4), () -> made.edit(List.of(put("one"))));
    assertThatThrownBy(() -> without(first(cap, 6), () -> known.edit(List.of(put("two")))))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNHAPPY));
    grid.run(() -> known.edit(List.of(put("three"))));

    assertThat(names(made)).containsExactly("one", "three");
    assertThat(names(known)).containsExactly("one", "three");
  }

  @Test
  void aChangeThatIsThereAlready_isAcknowledgedOnlyWhenEnoughServersHaveIt() {
    Directory made = grid.run(() -> one.directories().create(DirectoryFormat.SDMF, List.of()));
    MutableReadCap cap = file(made);
    List<TestServer> silent = last(cap, 5);

    onWrites(silent);
    assertThatThrownBy(() -> grid.run(() -> made.edit(List.of(replace("one")))))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNHAPPY))
        .hasMessageContaining("the change may have been made or not");
    assertThatThrownBy(() -> grid.run(() -> made.edit(List.of(replace("one")))))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNHAPPY));
    grid.servers().forEach(TestServer::behave);
    grid.run(() -> made.edit(List.of(replace("one"))));

    FoundVersions found = grid.run(() -> one.mutableFiles().open(cap).versions());
    assertThat(found.versions()).hasSize(1);
    assertThat(found.best().orElseThrow().shares()).hasSize(10);
    assertThat(names(made)).containsExactly("one");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aChangeThatTooFewServersTake_isNotAcknowledged_andTheNextOneIs(Way way) {
    MutableWriteCap cap = way.create();

    onWrites(last(cap, 5));
    assertThatThrownBy(() -> grid.run(() -> way.change(one, cap, "half")))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNHAPPY));
    grid.servers().forEach(TestServer::behave);
    grid.run(() -> way.change(other, cap, "next"));

    assertThat(contents(one, cap).slice(0, 4).toUtf8()).isEqualTo("next");
    FoundVersions found = grid.run(() -> one.mutableFiles().open(cap).versions());
    assertThat(found.best().orElseThrow().shares()).hasSize(10);
    assertThat(found.versions()).hasSize(1);
  }

  @Test
  void aNewerVersionOfWhichTooLittleIsSeen_isNotPassedOver() {
    MutableWriteCap cap = Way.OVERWRITE_SDMF.create();
    without(last(cap, 4), () -> Way.OVERWRITE_SDMF.change(one, cap, "newer"));
    List<TestServer> away = new ArrayList<>(first(cap, 5));

    assertThatThrownBy(() -> without(away, () -> newest(other, cap)))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNRECOVERABLE))
        .hasMessageContaining("a newer version than the one that can be read may be kept")
        .hasMessageContaining("version 2: 1 of 10 shares found, 3 needed");
    assertThat(contents(other, cap).toUtf8()).isEqualTo("newer");
  }

  @Test
  void aChildThatOnlyTheOthersMayHave_isNotSaidToBeMissing() {
    Directory made = grid.run(() -> one.directories().create(DirectoryFormat.SDMF, List.of()));
    Directory known = other.directories().open(made.capability());
    MutableReadCap cap = file(made);
    grid.run(() -> made.edit(List.of(put("old"))));
    without(last(cap, 4), () -> made.edit(List.of(put("new"))));

    assertUncertain(() -> without(first(cap, 6), () -> known.get("new")));
    assertUncertain(() -> without(first(cap, 6), () -> known.getToEdit("old")));
    assertThat(without(first(cap, 6), () -> known.get("old"))).isPresent();
    assertThat(grid.run(() -> known.get("new"))).isPresent();
    assertThat(grid.run(() -> known.getToEdit("none"))).isEmpty();
  }

  private static void assertUncertain(Supplier<Optional<Child>> look) {
    assertThatThrownBy(look::get)
        .matches(failure -> GridException.is(failure, GridException.Kind.UNHAPPY))
        .hasMessageContaining("there may be a newer version");
  }

  private static Future<MutableVersion> newest(Gateway gateway, MutableWriteCap cap) {
    return gateway.mutableFiles().open(cap).newest();
  }

  private static List<TestServer> first(Capability cap, int count) {
    return permuted(cap).subList(0, count);
  }

  private static List<TestServer> last(Capability cap, int count) {
    return permuted(cap).subList(10 - count, 10);
  }

  private static List<TestServer> permuted(Capability cap) {
    return grid.permuted(cap.verifyCap().orElseThrow().storageIndex());
  }

  private static <T> T without(Collection<TestServer> away, Supplier<Future<T>> step) {
    away.forEach(server -> server.misbehave(Faults.hangUp()));
    try {
      return grid.run(step);
    } finally {
      grid.servers().forEach(TestServer::behave);
    }
  }

  /** From now on these servers can be read and not written. */
  private static void onWrites(List<TestServer> servers) {
    servers.forEach(
        server ->
            server.misbehave(
                Faults.when(
                    ctx -> ctx.request().method().equals(HttpMethod.POST), Faults.hangUp())));
  }

  private static Bytes contents(Gateway gateway, MutableWriteCap cap) {
    return grid.run(
        () -> gateway.mutableFiles().open(cap.toReadCap()).contents(Future::succeededFuture));
  }

  private static MutableReadCap file(Directory directory) {
    return ((DirectoryWriteCap) directory.capability()).file().toReadCap();
  }

  private static Edit put(String name) {
    ChildTarget file = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
    return new Edit.Put(name, file, Optional.empty(), Overwrite.NEVER);
  }

  private static Edit replace(String name) {
    ChildTarget file = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
    return new Edit.Put(name, file, Optional.empty(), Overwrite.ALWAYS);
  }

  private static List<String> names(Directory directory) {
    return grid.run(() -> directory.list().next()).stream().map(Child::name).toList();
  }
}
