package org.truckee.vdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.protocol.VdriveChange;
import org.truckee.testing.Waiting;

class SqliteDirnodeStoreTest extends DirnodeStoreContract {
  @TempDir Path directory;

  private VdriveConfig config(Path file) {
    return new VdriveConfig(file, true, MAXIMUM_ENTRIES, 256 << 10, 10);
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
}
