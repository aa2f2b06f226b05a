package org.truckee.vdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.testing.Waiting;

class SqliteDirnodeStoreTest extends DirnodeStoreContract {
  @TempDir Path directory;

  private VdriveConfig config(Path file) {
    return new VdriveConfig(file, new VdriveLimits(true, MAXIMUM_ENTRIES, 256 << 10, 10));
  }

  @Override
  DirnodeStore newStore() {
    return new SqliteDirnodeStore(vertx, config(directory.resolve("vdrive/vdrive.sqlite")));
  }

  private Path live() {
    return directory.resolve("vdrive/vdrive.sqlite");
  }

  @Test
  void aBackupMadeWhileRunning_holdsAllThatWasAcknowledged() {
    VdriveChange change = put(writer, "a", 1);
    write(change);

    VdriveBackup.backup(live(), directory.resolve("backup"));
    write(put(writer, "b", 1));

    Waiting.of(store.close());
    store = new SqliteDirnodeStore(vertx, config(directory.resolve("backup")));
    Waiting.of(store.open());
    assertThat(get(writer, "a")).containsExactly(change.entry());
    assertThat(get(writer, "b")).isEmpty();
  }

  @Test
  void aBackup_neverReplacesAnotherFile() throws IOException {
    Path file = Files.writeString(directory.resolve("precious"), "mine");

    assertThatThrownBy(() -> VdriveBackup.backup(live(), file)).hasMessageContaining("exists");
    assertThat(file).hasContent("mine");
  }

  @Test
  void restoringWhileRunning_bringsBackWhatIsMissingAndLosesNothingNewer() throws IOException {
    VdriveChange lost = put(writer(3), "lost", 1);
    VdriveChange newer = put(writer, "changed", 2);
    make(writer(3));
    write(put(writer, "changed", 1), lost);
    VdriveBackup.backup(live(), directory.resolve("backup"));
    Waiting.of(store.close());
    for (String file : new String[] {"", "-wal", "-shm"})
      Files.deleteIfExists(live().resolveSibling("vdrive.sqlite" + file));
    open();
    VdriveChange fresh = put(writer, "fresh", 1);
    write(put(writer, "changed", 1));
    write(newer, fresh);
    String tag = tag(writer);

    VdriveBackup.restore(live(), directory.resolve("backup"));

    assertThat(get(writer(3), "lost")).containsExactly(lost.entry());
    assertThat(get(writer, "changed")).containsExactly(newer.entry());
    assertThat(get(writer, "fresh")).containsExactly(fresh.entry());
    assertThat(tag(writer)).isNotEqualTo(tag);
    assertThat(Waiting.of(store.head(writer.reader().address())).orElseThrow().total())
        .isEqualTo(2);
    assertThat(write(put(writer(3), "new", 1))).isEmpty();
  }

  @Test
  void whatIsNoBackup_isRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("letter"), "Dear reader, ".repeat(1000));

    assertThatThrownBy(() -> VdriveBackup.restore(live(), file)).hasMessageContaining("no backup");
    assertThatThrownBy(() -> VdriveBackup.restore(live(), directory.resolve("nothing")))
        .hasMessageContaining("no backup");
    assertThat(write(put(writer, "a", 1))).isEmpty();
  }

  @Test
  void aCopyOfAnotherVersion_isRefused() throws SQLException {
    Path file = directory.resolve("backup");
    VdriveBackup.backup(live(), file);
    for (int version : new int[] {0, 2}) {
      change(file, "PRAGMA user_version = " + version);
      assertThatThrownBy(() -> VdriveCopy.open(file))
          .hasMessageContaining("made by a" + (version > 1 ? " newer" : "nother") + " version");
      assertThatThrownBy(() -> VdriveBackup.restore(live(), file))
          .hasMessageContaining("in a form of its own");
    }
  }

  @Test
  void theDatabaseOfAnotherProgram_isLeftAsItWas() throws SQLException {
    Path file = directory.resolve("letters");
    change(file, "CREATE TABLE letter (text TEXT)");

    assertThatThrownBy(() -> SqliteTables.open(file, false))
        .hasMessageContaining("not a vdrive database");

    change(file, "CREATE TABLE epoch (number INTEGER)");
  }

  private static void change(Path file, String sql) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void whatARestoreSaysItBroughtBack_isCounted() {
    write(put(writer, "same", 1), put(writer, "newer", 1), put(writer, "gone", 1));
    VdriveBackup.backup(live(), directory.resolve("backup"));
    write(put(writer, "newer", 2));
    write(remove(writer, "gone", 2));

    assertThat(VdriveBackup.restore(live(), directory.resolve("backup")))
        .isEqualTo(new VdriveBackup.Restored(0, 0, 2));
    assertThat(get(writer, "gone").get(0).isTombstone()).isTrue();

    VdriveConfig fresh = config(directory.resolve("fresh"));
    Waiting.of(store.close());
    store = new SqliteDirnodeStore(vertx, fresh);
    Waiting.of(store.open());
    assertThat(VdriveBackup.restore(fresh.file(), directory.resolve("backup")))
        .isEqualTo(new VdriveBackup.Restored(2, 3, 0));
  }

  /**
   * A page that reads as nonsense once, as a disk may give it, must not stand in anybody's way for
   * long.
   */
  @Test
  void aReadErrorOfTheDisk_failsOneQuestionAndNotTheNext() throws IOException {
    VdriveChange[] many = new VdriveChange[200];
    for (int i = 0; i < many.length; i++) many[i] = put(writer, "child " + i, 1);
    write(many);
    Path log = live().resolveSibling("vdrive.sqlite-wal");
    byte[] whole = Files.readAllBytes(log);
    byte[] nonsense = whole.clone();
    Arrays.fill(nonsense, 32, nonsense.length, (byte) 0xee);

    overwrite(log, nonsense);
    for (int i = 0; i < 8; i++)
      assertThatThrownBy(() -> list(writer)).as("a question that reads nonsense").isNotNull();
    overwrite(log, whole);

    for (int i = 0; i < 8; i++) assertThat(list(writer).entries()).hasSize(200);
    assertThat(write(put(writer, "after", 1))).isEmpty();
  }

  private VdrivePage list(VdriveWriter directory) {
    return page(store.list(directory.reader().address(), Optional.empty(), 1000));
  }

  /** Writes in place: the file stays the one that is open. */
  private static void overwrite(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), 0);
    }
  }

  @Test
  void aDatabaseThatDoesNotCountRemovedEntries_isTakenOver() throws Exception {
    write(put(writer, "a", 1), put(writer, "b", 1));
    write(remove(writer, "b", 2));
    Waiting.of(store.close());
    try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + live());
        Statement statement = old.createStatement()) {
      statement.execute("ALTER TABLE directory DROP COLUMN removed");
    }
    store = newStore();
    Waiting.of(store.open());

    assertThat(get(writer, "a")).hasSize(1);
    fillUp(writer, MAXIMUM_ENTRIES - 1);
    assertThatThrownBy(() -> write(put(writer, "one more", 1))).hasMessageContaining("at most");
  }

  /** On a file system of its own, where the machine lets a test mount one. */
  @Test
  void onADiskThatIsFull_childrenCanStillBeRemoved() throws Exception {
    Path small = Files.createDirectory(directory.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small.toString()),
        "this machine lets no test mount a small file system");
    Waiting.of(store.close());
    try {
      store = new SqliteDirnodeStore(vertx, config(small.resolve("vdrive.sqlite")));
      Waiting.of(store.open());
      make(writer);
      int kept = fillDisk();
      assertThat(kept).isPositive();
      for (int i = 0; i < kept; i++) assertThat(write(remove(writer, "child " + i, 2))).isEmpty();
      for (int i = 0; i < kept; i++)
        assertThat(get(writer, "child " + i).get(0).isTombstone()).isTrue();
    } finally {
      Waiting.of(store.close());
      run("umount", "-l", small.toString());
      store = newStore();
      Waiting.of(store.open());
    }
  }

  private int fillDisk() {
    Metadata large = Metadata.parse("{\"x\": \"" + "y".repeat(20_000) + "\"}");
    for (int i = 0; ; i++) {
      VdriveEntry entry = writer.put(new Child("child " + i, FILE, large), 1, random);
      try {
        write(new VdriveChange(writer.reader().address(), entry));
      } catch (RuntimeException full) {
        assertThat(full).hasMessageContaining("full");
        return i;
      }
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().transferTo(OutputStream.nullOutputStream());
    return process.waitFor() == 0;
  }
}
