package org.truckee.client.mutable.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.mutable.MutableLayout;
import org.truckee.mutable.ShareHead;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.MutableShareFiles;

/** Readers and writers among shares that are damaged, old or another's: never wrong bytes. */
class DamagedSharesTest {
  private static final byte[] CONTENTS = Golden.stream("damaged", 140_000);

  /** The last byte of each offset that a reader needs. */
  private static final Map<String, Integer> SDMF_OFFSETS =
      Map.of(
          "signature", 78, "share hashes", 82, "block hashes", 86, "data", 90, "private key", 98);

  private static final Map<String, Integer> MDMF_OFFSETS =
      Map.of(
          "share hashes", 74,
          "signature", 82,
          "public key", 90,
          "end of the public key", 98,
          "data", 106,
          "block hashes", 114,
          "end", 122);

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

  static Stream<Arguments> fields() {
    return Stream.of(MutableFormat.values())
        .flatMap(
            format -> {
              int salt = format == MutableFormat.SDMF ? 16 : 0;
              Map<String, Integer> places = new LinkedHashMap<>();
              places.put("format", 0);
              places.put("sequence number", 8);
              places.put("root hash", 20);
              if (salt > 0) places.put("salt", 50);
              places.put("needed", 41 + salt);
              places.put("total", 42 + salt);
              places.put("segment size", 50 + salt);
              places.put("size", 58 + salt);
              places.putAll(format == MutableFormat.SDMF ? SDMF_OFFSETS : MDMF_OFFSETS);
              return places.entrySet().stream()
                  .map(place -> Arguments.of(format, place.getKey(), place.getValue()));
            });
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("fields")
  void aFlippedFieldOfTheHead_neverGivesWrongBytes(MutableFormat format, String field, int place) {
    MutableWriteCap cap = create(format, CONTENTS);
    MutableShareFiles shares = shares(cap);

    for (int share = 0; share < 7; share++) shares.flip(share, place);
    assertThat(contents(cap)).isEqualTo(Bytes.wrap(CONTENTS));
    shares.flip(7, place);
    assertThatThrownBy(() -> contents(cap))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNRECOVERABLE));
  }

  static Stream<Arguments> parts() {
    return Stream.of(MutableFormat.values())
        .flatMap(
            format ->
                Stream.of("public key", "signature", "share hashes", "block hashes", "data")
                    .map(part -> Arguments.of(format, part)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("parts")
  void aFlippedBitOfAPart_neverGivesWrongBytes(MutableFormat format, String part) {
    MutableWriteCap cap = create(format, CONTENTS);
    MutableShareFiles shares = shares(cap);
    MutableLayout layout = layout(cap, shares.data(0));
    MutableLayout.Part place =
        switch (part) {
          case "public key" -> layout.signing().publicKey();
          case "signature" -> layout.signing().signature();
          case "share hashes" -> layout.shareHashes();
          case "block hashes" -> layout.blockHashes();
          default -> layout.data();
        };

    for (int share = 0; share < 7; share++) shares.flip(share, place.begin() + 5 + share);
    assertThat(contents(cap)).isEqualTo(Bytes.wrap(CONTENTS));
    shares.flip(7, place.begin() + 12);
    assertThatThrownBy(() -> contents(cap))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNRECOVERABLE));
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void aDamagedPrivateKey_isFetchedFromAnotherShare(MutableFormat format) {
    MutableWriteCap cap = create(format, CONTENTS);
    MutableShareFiles shares = shares(cap);
    long place = layout(cap, shares.data(0)).signing().privateKey().begin();
    for (int share = 0; share < 9; share++) shares.flip(share, place + 100);
    MutableFiles stranger = stranger();

    grid.run(() -> stranger.open(cap).modify(old -> Optional.of(Bytes.utf8("changed"))));

    assertThat(contents(cap).toUtf8()).isEqualTo("changed");
  }

  /** The offsets that only a writer needs: where SDMF's key ends, and where MDMF's begins. */
  @ParameterizedTest
  @CsvSource({"SDMF,106", "MDMF,66"})
  void aFlippedPlaceOfThePrivateKey_troublesNoReader_andWritersTakeAnother(
      MutableFormat format, int place) {
    MutableWriteCap cap = create(format, CONTENTS);
    MutableShareFiles shares = shares(cap);
    for (int share = 0; share < 10; share++) shares.flip(share, place);
    MutableFiles stranger = stranger();

    assertThat(contents(cap)).isEqualTo(Bytes.wrap(CONTENTS));
    assertThat(grid.run(() -> files.open(cap).verified()).versions()).isEmpty();
    assertThatThrownBy(
            () ->
                grid.run(() -> stranger.open(cap).write(0, PlaintextInMemory.of(Bytes.utf8("x")))))
        .matches(failure -> GridException.is(failure, GridException.Kind.CORRUPT));
    shares.flip(9, place);
    grid.run(() -> stranger.open(cap).write(0, PlaintextInMemory.of(Bytes.utf8("changed"))));

    assertThat(contents(cap).slice(0, 7).toUtf8()).isEqualTo("changed");
    assertThat(grid.run(() -> files.open(cap).verified()).damaged()).isEmpty();
  }

  @Test
  void aWriteInTheMiddle_isNotKeptFromByOneShareThatIsDamaged_andMendsIt() {
    byte[] contents = Golden.stream("middle", 400_000);
    MutableWriteCap cap = create(MutableFormat.MDMF, contents);
    MutableShareFiles shares = shares(cap);
    shares.flip(4, layout(cap, shares.data(4)).blockHashes().begin() + 3);
    System.arraycopy(new byte[20], 0, contents, 200_000, 20);

    grid.run(() -> files.open(cap).write(200_000, PlaintextInMemory.of(Bytes.wrap(new byte[20]))));

    assertThat(contents(cap)).isEqualTo(Bytes.wrap(contents));
    FoundVersions found = grid.run(() -> files.open(cap).verified());
    assertThat(found.damaged()).isEmpty();
    assertThat(found.best().orElseThrow().shares()).hasSize(10);
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void damageIsReported_andMendedByTheNextWrite(MutableFormat format) {
    MutableWriteCap cap = create(format, CONTENTS);
    MutableShareFiles shares = shares(cap);
    shares.flip(0, 20);
    shares.change(1, file -> file.slice(0, 300));

    FoundVersions found = grid.run(() -> files.open(cap).versions());
    assertThat(found.versions()).hasSize(1);
    assertThat(found.best().orElseThrow().shares()).hasSize(8);
    assertThat(found.damaged().values()).containsExactly(List.of(0));
    assertThat(found.silent()).hasSize(1);

    grid.run(() -> files.open(cap).overwrite(PlaintextInMemory.of(Bytes.utf8("mended"))));
    assertThat(contents(cap).toUtf8()).isEqualTo("mended");
    FoundVersions mended = grid.run(() -> files.open(cap).versions());
    assertThat(mended.damaged()).isEmpty();
    assertThat(mended.best().orElseThrow().shares()).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({"SDMF,1", "SDMF,7", "MDMF,1", "MDMF,7"})
  void rolledBackServers_canNotHideTheNewestVersion(MutableFormat format, int count) {
    MutableWriteCap cap = create(format, Golden.stream("old", 2000));
    Map<Integer, Bytes> old = shares(cap).files();
    byte[] contents = Golden.stream("new", 2500);
    grid.run(() -> files.open(cap).overwrite(PlaintextInMemory.of(Bytes.wrap(contents))));
    for (int share = 0; share < count; share++) rollBack(cap, old, share);

    assertThat(contents(cap)).isEqualTo(Bytes.wrap(contents));
    FoundVersions found = grid.run(() -> files.open(cap).versions());
    assertThat(found.versions()).hasSize(2);
    assertThat(found.versions().get(0).shares()).hasSize(10 - count);
    assertThat(found.versions().get(1).shares()).hasSize(count);
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void whereTooFewHaveTheNewestVersion_aStrangerReadsTheOneBefore_andTheNextIsNewerThanBoth(
      MutableFormat format) {
    MutableWriteCap cap = create(format, Golden.stream("old", 2000));
    Map<Integer, Bytes> old = shares(cap).files();
    grid.run(() -> files.open(cap).overwrite(PlaintextInMemory.of(Bytes.utf8("new"))));
    for (int share = 0; share < 8; share++) rollBack(cap, old, share);
    MutableFiles stranger = stranger();

    MutableVersion version = grid.run(() -> stranger.open(cap).newest());
    assertThat(version.sequence()).isEqualTo(1);
    FoundVersions found = grid.run(() -> files.open(cap).versions());
    assertThat(found.versions().get(0).sequence()).isEqualTo(2);
    assertThat(found.versions().get(0).isRecoverable()).isFalse();

    grid.run(() -> stranger.open(cap).modify(before -> Optional.of(Bytes.concat(before, before))));
    assertThat(grid.run(() -> files.open(cap).newest()).sequence()).isEqualTo(3);
    assertThat(contents(cap).size()).isEqualTo(4000);
    assertThat(grid.run(() -> files.open(cap).versions()).versions()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void sharesUnderAnotherNumber_areNotBelieved(MutableFormat format) {
    MutableWriteCap cap = create(format, CONTENTS);
    MutableShareFiles shares = shares(cap);
    Bytes nine = shares.files().get(9);
    for (int share = 0; share < 7; share++) shares.change(share, file -> nine);

    assertThat(contents(cap)).isEqualTo(Bytes.wrap(CONTENTS));
    shares.change(7, file -> nine);
    assertThatThrownBy(() -> contents(cap))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNRECOVERABLE));
  }

  @Test
  void sharesOfAnotherFile_areNotBelieved() {
    MutableWriteCap cap = create(MutableFormat.MDMF, CONTENTS);
    MutableWriteCap other = create(MutableFormat.MDMF, Golden.stream("other", 300_000));
    MutableShareFiles shares = shares(cap);
    Map<Integer, Bytes> others = shares(other).files();
    for (int share = 0; share < 7; share++) {
      int number = share;
      shares.change(share, file -> others.get(number));
    }

    assertThat(contents(cap)).isEqualTo(Bytes.wrap(CONTENTS));
    shares.change(7, file -> others.get(7));
    assertThatThrownBy(() -> contents(cap))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNRECOVERABLE));
  }

  /** A gateway that has seen no key pair yet. */
  private static MutableFiles stranger() {
    return grid.gateway(GatewaySettings.usual()).gateway().mutableFiles();
  }

  private static void rollBack(MutableWriteCap cap, Map<Integer, Bytes> old, int share) {
    shares(cap).change(share, file -> old.get(share));
  }

  private static MutableLayout layout(MutableWriteCap cap, Bytes share) {
    MutableVerifyCap verify = cap.toReadCap().toVerifyCap();
    return ShareHead.check(0, share, verify, new HashSet<>()).layout();
  }

  private static MutableShareFiles shares(MutableWriteCap cap) {
    return new MutableShareFiles(grid, cap.toReadCap().toVerifyCap().storageIndex());
  }

  private static Bytes contents(MutableWriteCap cap) {
    return grid.run(() -> files.open(cap.toReadCap()).contents(Future::succeededFuture));
  }

  private static MutableWriteCap create(MutableFormat format, byte[] contents) {
    return grid.run(
        () -> files.create(format, PlaintextInMemory.of(Bytes.wrap(contents)), Optional.empty()));
  }
}
