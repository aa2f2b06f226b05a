package org.truckee.client.mutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.Gateway;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.mutable.read.MutableVersion;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.TestKeys;

/** Mutable files on a grid of ten servers that all behave. */
class MutableFilesTest {
  private static TestGrid grid;
  private static MutableFiles files;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 10);
    files = grid.gateway().gateway().mutableFiles();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @ParameterizedTest
  @CsvSource({
    "SDMF,0",
    "SDMF,1",
    "SDMF,3000",
    "SDMF,10240",
    "SDMF,400000",
    "MDMF,0",
    "MDMF,1",
    "MDMF,131073",
    "MDMF,131074",
    "MDMF,1000000",
    "MDMF,9000000"
  })
  void aNewFile_isRead(MutableFormat format, int size) {
    byte[] contents = Golden.stream("new", size);
    MutableWriteCap cap = create(format, contents);

    MutableVersion version = grid.run(() -> files.open(cap.toReadCap()).newest());
    assertThat(version.size()).isEqualTo(size);
    assertThat(version.sequence()).isEqualTo(1);
    assertThat(version.format()).isEqualTo(format);
    assertThat(contents(cap)).isEqualTo(Bytes.wrap(contents));
  }

  @ParameterizedTest
  @CsvSource({"SDMF,5000,20", "SDMF,0,70000", "MDMF,300000,10", "MDMF,9000000,8000000"})
  void overwriting_makesTheNextVersion(MutableFormat format, int size, int newSize) {
    MutableWriteCap cap = create(format, Golden.stream("old", size));
    byte[] contents = Golden.stream("new", newSize);

    grid.run(() -> files.open(cap).overwrite(plaintext(contents)));

    FoundVersions found = grid.run(() -> files.open(cap).versions());
    assertThat(found.versions()).hasSize(1);
    assertThat(found.best().orElseThrow().sequence()).isEqualTo(2);
    assertThat(found.best().orElseThrow().shares()).hasSize(10);
    assertThat(found.damaged()).isEmpty();
    assertThat(contents(cap)).isEqualTo(Bytes.wrap(contents));
  }

  @ParameterizedTest
  @CsvSource({
    "SDMF,5000,4990,20", "SDMF,100,300,5", "MDMF,1000000,131000,200", "MDMF,1000000,0,131073",
    "MDMF,1000000,999990,20", "MDMF,1000000,1300000,1", "MDMF,131073,131073,131073", "MDMF,0,10,10",
    "MDMF,1048577,262146,131073"
  })
  void writingInTheMiddle_changesThatAndNothingElse(
      MutableFormat format, int size, int offset, int length) {
    byte[] old = Golden.stream("old", size);
    byte[] data = Golden.stream("data", length);
    MutableWriteCap cap = create(format, old);
    byte[] expected = new byte[Math.max(size, offset + length)];
    System.arraycopy(old, 0, expected, 0, size);
    System.arraycopy(data, 0, expected, offset, length);

    grid.run(() -> files.open(cap).write(offset, plaintext(data)));

    assertThat(contents(cap)).isEqualTo(Bytes.wrap(expected));
    FoundVersions found = grid.run(() -> files.open(cap).versions());
    assertThat(found.versions()).hasSize(1);
    assertThat(found.damaged()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void modifying_seesTheNewestContents(MutableFormat format) {
    MutableWriteCap cap = create(format, new byte[0]);
    for (int i = 0; i < 3; i++) {
      Bytes line = Bytes.utf8("line " + i + "\n");
      grid.run(() -> files.open(cap).modify(old -> Optional.of(Bytes.concat(old, line))));
    }
    grid.run(() -> files.open(cap).modify(old -> Optional.empty()));

    assertThat(contents(cap).toUtf8()).isEqualTo("line 0\nline 1\nline 2\n");
    assertThat(grid.run(() -> files.open(cap).newest()).sequence()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void aVersionThatWasReplaced_isReadNoMore_andNotMixedWithTheOther(MutableFormat format) {
    MutableWriteCap cap = create(format, Golden.stream("old", 500_000));
    MutableVersion old = grid.run(() -> files.open(cap).newest());
    byte[] contents = Golden.stream("new", 500_000);
    grid.run(() -> files.open(cap).overwrite(plaintext(contents)));

    assertThatThrownBy(() -> grid.run(() -> old.contents(Future::succeededFuture)))
        .matches(failure -> GridException.is(failure, GridException.Kind.CONFLICT));
    assertThat(contents(cap)).isEqualTo(Bytes.wrap(contents));
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void aChangeOfACertainVersion_isMadeOnlyToThat(MutableFormat format) {
    MutableWriteCap cap = create(format, Golden.stream("first", 200_000));
    MutableFile onlyTheFirst =
        files
            .open(cap)
            .onlyIf(
                newest -> {
                  if (newest.sequence() != 1)
                    throw new GridException(GridException.Kind.NOT_ALLOWED, "another version");
                });
    Plaintext twoPieces = plaintext(Golden.stream("second", 7 << 20));
    grid.run(() -> onlyTheFirst.write(0, twoPieces));

    assertThat(contents(cap)).isEqualTo(Bytes.wrap(Golden.stream("second", 7 << 20)));
    for (Supplier<Future<Void>> change :
        List.<Supplier<Future<Void>>>of(
            () -> onlyTheFirst.write(0, plaintext(new byte[1])),
            () -> onlyTheFirst.overwrite(plaintext(new byte[1])),
            () -> onlyTheFirst.modify(Optional::of)))
      assertThatThrownBy(() -> grid.run(change)).hasMessage("another version");
  }

  @Test
  void contentsMayDependOnTheCapability() {
    MutableWriteCap cap =
        grid.run(
            () ->
                files.create(
                    MutableFormat.SDMF,
                    own -> PlaintextInMemory.of(Bytes.utf8(own.toUri())),
                    Optional.empty()));

    assertThat(contents(cap).toUtf8()).isEqualTo(cap.toUri());
  }

  @Test
  void contentsInMemory_countAgainstTheBudget_untilTheyAreDoneWith() {
    MutableWriteCap cap = create(MutableFormat.MDMF, Golden.stream("counted", 300_000));
    Gateway gateway = grid.gateway().gateway();
    AtomicLong reading = new AtomicLong();
    AtomicLong changing = new AtomicLong();

    grid.run(
        () ->
            files
                .open(cap)
                .contents(
                    contents -> {
                      reading.set(gateway.memory().used());
                      return Future.succeededFuture();
                    }));
    assertThat(reading.get()).isBetween(900_000L, 1_000_000L);
    assertThat(gateway.memory().used()).isZero();
    grid.run(
        () ->
            files
                .open(cap)
                .modify(
                    old -> {
                      changing.set(gateway.memory().used());
                      return Optional.of(old);
                    }));
    assertThat(changing.get()).isGreaterThan(300_000L * 40 / 3);
    assertThat(gateway.memory().used()).isZero();
  }

  @Test
  void aFileWithoutShares_canNotBeRecovered() {
    MutableWriteCap cap = TestKeys.next().result().writeCap(MutableFormat.SDMF);

    assertThatThrownBy(() -> grid.run(() -> files.open(cap).newest()))
        .hasMessageContaining("no shares of this mutable file were found: 10 servers were asked")
        .matches(failure -> GridException.is(failure, GridException.Kind.UNRECOVERABLE));
    assertThatThrownBy(() -> grid.run(() -> files.open(cap).modify(Optional::of)))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNRECOVERABLE));
  }

  @Test
  void aReadCapability_changesNothing() {
    MutableWriteCap cap = create(MutableFormat.SDMF, new byte[10]);

    assertThatThrownBy(() -> grid.run(() -> files.open(cap.toReadCap()).modify(Optional::of)))
        .matches(failure -> GridException.is(failure, GridException.Kind.FORBIDDEN));
  }

  private static Bytes contents(MutableWriteCap cap) {
    return grid.run(() -> files.open(cap.toReadCap()).contents(Future::succeededFuture));
  }

  private static MutableWriteCap create(MutableFormat format, byte[] contents) {
    return grid.run(() -> files.create(format, plaintext(contents), Optional.empty()));
  }

  private static Plaintext plaintext(byte[] contents) {
    return PlaintextInMemory.of(Bytes.wrap(contents));
  }
}
