package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.protocol.storage.CorruptionReport;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.protocol.storage.WriteReply;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.storage.disk.IncomingShare;
import org.truckee.storage.share.UnfinishedShare;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;

/** Each bound of a reader is kept by its writer: the largest of each kind can be read. */
class BoundsTest {
  /** The bound of a gateway's reading of an answer, and of a page and a conflict of directories. */
  private static final int ANSWER = 64 << 10;

  @TempDir Path directory;

  private static final TreeSet<Integer> ALL_SHARES =
      new TreeSet<>(IntStream.range(0, WireFormat.MAX_SHARES).boxed().toList());

  static Stream<Arguments> largestMessages() {
    List<ByteRange> pieces = new ArrayList<>();
    for (long i = 0; i <= IncomingShare.MAX_PIECES; i++)
      pieces.add(new ByteRange((1L << 40) + 2 * i, (1L << 40) + 2 * i + 1));
    AllocateRequest allocation = new AllocateRequest(ALL_SHARES, Long.MAX_VALUE);
    CorruptionReport report = new CorruptionReport("\u65e5\u0001".repeat(16_000));
    AllocateReply allocated = new AllocateReply(ALL_SHARES, ALL_SHARES);
    return Stream.of(
        Arguments.of("allocation", 8 << 10, (WireFormat.Writer) allocation::write),
        Arguments.of("report", 48 << 10, (WireFormat.Writer) report::write),
        Arguments.of("allocated", ANSWER, (WireFormat.Writer) allocated::write),
        Arguments.of("pieces", ANSWER, (WireFormat.Writer) new WriteReply(pieces)::write));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("largestMessages")
  void theLargestMessage_fitsWhatItsReaderTakes(String name, int limit, WireFormat.Writer message) {
    assertThat(WireFormat.CBOR.write(message).length()).isLessThan(limit);
  }

  @Test
  void theLargestPageAndConflict_fitWhatTheirReadersTake() {
    List<VdriveEntry> entries = new ArrayList<>();
    for (int i = 0; i < VdrivePage.MAX_ENTRIES; i++) entries.add(entry(i, 940));
    entries.set(0, entry(0, VdriveEntry.MAX_SIZE - VdriveEntry.TOMBSTONE_SIZE));
    VdrivePage page =
        new VdrivePage(Ed25519SigningKey.generate(new Random(1)).verifyingKey(), 1, entries, true);
    List<VdriveConflict.Place> places =
        Collections.nCopies(
            VdriveWrite.MAX_ENTRIES,
            new VdriveConflict.Place(Ask.storageIndex(1), slot(1), Long.MAX_VALUE));
    VdriveConflict conflict =
        new VdriveConflict(List.of(new VdriveChange(Ask.storageIndex(1), entry(1, 10))), places);

    for (WireFormat format : WireFormat.values()) {
      assertThat(format.write(page::write).length()).isLessThan(VdrivePage.MAX_SIZE);
      assertThat(format.write(conflict::write).length()).isLessThan(VdriveWrite.MAX_SIZE / 2);
    }
  }

  private static Slot slot(int number) {
    return new Slot(Bytes.wrap(ByteBuffer.allocate(Slot.SIZE).putInt(number).array()));
  }

  private static VdriveEntry entry(int number, int size) {
    return new VdriveEntry(
        slot(number), 1, Bytes.wrap(new byte[size]), Bytes.EMPTY, Bytes.wrap(new byte[64]));
  }

  @Test
  void aShareInEndlessPieces_isRefusedAndCanStillBeEnded() throws IOException {
    try (StorageFixture server = StorageFixture.start(directory)) {
      int size = 2 * IncomingShare.MAX_PIECES + 10;
      Ask.allocate(server, Ask.storageIndex(1), size, 3, 0).answer();
      UnfinishedShare share =
          server.service().store().upload(Ask.storageIndex(1), 0, Ask.secret(3));
      for (int i = 0; i < IncomingShare.MAX_PIECES; i++) write(share, 2L * i, 1);

      assertThatThrownBy(() -> write(share, size - 1, 1)).hasMessageContaining("pieces");
      StorageFixture.Answer whole =
          Ask.write(server, Ask.storageIndex(1), 0, 3, 0, new byte[size]).answer();

      assertThat(whole.status()).isEqualTo(201);
    }
  }

  private static void write(UnfinishedShare share, long offset, int length) throws IOException {
    share.write(offset, ByteBuffer.wrap(new byte[length]), Instant.EPOCH);
  }

  /** No request of any kind makes the server fail by itself. */
  @Test
  void noRequest_isAnsweredByAnInternalError() throws IOException {
    try (StorageFixture server = StorageFixture.start(directory)) {
      Ask.store(server, Ask.storageIndex(1), 0, new byte[100]);
      Path junk = Files.createDirectories(folder(Ask.storageIndex(2)));
      Files.write(junk.resolve("0"), new byte[7]);
      Files.createDirectories(folder(Ask.storageIndex(3)).resolve("1"));
      for (int index = 1; index <= 4; index++)
        for (String method : List.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE"))
          for (String path : paths(Ask.storageIndex(index))) {
            int status = ask(server, method, path).answer().status();
            assertThat(status).as(method + " " + path).isLessThan(500);
          }
    }
  }

  @Test
  void whatIsNoFileInThePlaceOfAShare_isAsIfItWereAbsent_andTakesNoShare() throws IOException {
    try (StorageFixture server = StorageFixture.start(directory)) {
      StorageIndex index = Ask.storageIndex(3);
      Files.createDirectories(folder(index).resolve("1"));
      for (String kind : List.of("immutable/", "mutable/"))
        assertThat(ask(server, "GET", "/storage/v1/" + kind + index + "/1").answer().status())
            .isEqualTo(404);
      AllocateReply room =
          Ask.allocate(server, index, 10, 3, 0, 1).answer().message(AllocateReply::read);
      assertThat(room.allocated()).containsExactly(0);

      StorageIndex mutable = Ask.storageIndex(4);
      Files.createDirectories(folder(mutable).resolve("1"));
      assertThat(change(server, mutable, 1)).isEqualTo(409);
      assertThat(change(server, mutable, 0)).as("nothing is left to be finished").isEqualTo(200);
    }
  }

  private static int change(StorageFixture server, StorageIndex index, int share) {
    ReadTestWrite.Change change =
        new ReadTestWrite.Change(
            List.of(), List.of(new ReadTestWrite.Write(0, Bytes.utf8("new"))), null);
    ReadTestWrite step = new ReadTestWrite(new TreeMap<>(Map.of(share, change)), List.of());
    return server
        .ask("POST", "/storage/v1/mutable/" + index + "/read-test-write")
        .leases(1)
        .secret(SecretKind.WRITE_ENABLER, 1)
        .message(step::write)
        .answer()
        .status();
  }

  private Path folder(StorageIndex index) {
    String name = index.toString();
    return directory.resolve("shares").resolve(name.substring(0, 2)).resolve(name);
  }

  private static List<String> paths(StorageIndex index) {
    List<String> paths = new ArrayList<>();
    for (String kind : List.of("immutable/", "mutable/"))
      for (String rest :
          List.of(
              "",
              "/shares",
              "/0",
              "/1",
              "/0/abort",
              "/0/corrupt",
              "/read-test-write",
              "/999",
              "/%ff")) paths.add("/storage/v1/" + kind + index + rest);
    paths.add("/storage/v1/lease/" + index);
    paths.add("/storage/v1/lease/%ff%00");
    return paths;
  }

  private static Ask ask(StorageFixture server, String method, String path) {
    Ask ask =
        server.ask(method, path).with("Range", "bytes=5-10").with("Content-Range", "bytes 0-0/*");
    if (path.contains("read-test-write"))
      return ask.leases(1)
          .secret(SecretKind.WRITE_ENABLER, 1)
          .body(WireFormat.CBOR.write(new ReadTestWrite(new TreeMap<>(), List.of())::write));
    if (path.contains("lease")) return ask.leases(1);
    if (path.contains("corrupt"))
      return ask.body(WireFormat.CBOR.write(new CorruptionReport("x")::write));
    if (path.endsWith("abort")) return ask.secret(SecretKind.UPLOAD, 1);
    if (method.equals("PATCH")) return ask.secret(SecretKind.UPLOAD, 3).body(Buffer.buffer("x"));
    if (method.equals("POST"))
      return ask.leases(1)
          .secret(SecretKind.UPLOAD, 3)
          .message(new AllocateRequest(new TreeSet<>(List.of(0)), 10)::write);
    return ask;
  }
}
