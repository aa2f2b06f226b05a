package org.truckee.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cli.local.FileState;
import org.truckee.cli.session.CommandFailure;

class BackupDatabaseTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String CAP = "URI:LIT:mfwha2dbbi";

  @TempDir Path directory;
  private Path file;
  private Path database;

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.writeString(directory.resolve("a.txt"), "alpha\n");
    database = directory.resolve("backupdb.sqlite");
  }

  @Test
  void aFileThatDidNotChange_isKnown_alsoAfterReopening() throws Exception {
    try (BackupDatabase known = open(THEN)) {
      assertThat(known.file(file, FileState.of(file), true)).isEmpty();
      known.fileStored(file, FileState.of(file), CAP);
    }
    try (BackupDatabase known = open(THEN.plusSeconds(60))) {
      assertThat(known.file(file, FileState.of(file), true)).contains(new Known(CAP, false));
      assertThat(known.file(file, FileState.of(file), false)).isEmpty();
    }
  }

  @Test
  void aFileOfAnotherSize_isNew() throws Exception {
    try (BackupDatabase known = open(THEN)) {
      known.fileStored(file, FileState.of(file), CAP);
      Files.writeString(file, "alpha and more\n");

      assertThat(known.file(file, FileState.of(file), true)).isEmpty();
      known.fileStored(file, FileState.of(file), "URI:LIT:other");
      assertThat(known.file(file, FileState.of(file), true))
          .contains(new Known("URI:LIT:other", false));
    }
  }

  @Test
  void aCheckFallsDue_neverInTheFirstMonth_alwaysAfterTheSecond() throws Exception {
    FileState metadata = FileState.of(file);
    try (BackupDatabase known = open(THEN)) {
      known.fileStored(file, metadata, CAP);
      known.directoryStored("hash", CAP);
    }
    try (BackupDatabase known = open(THEN.plus(Duration.ofDays(29)))) {
      assertThat(known.file(file, metadata, true)).contains(new Known(CAP, false));
    }
    try (BackupDatabase known = open(THEN.plus(Duration.ofDays(61)))) {
      assertThat(known.file(file, metadata, true)).contains(new Known(CAP, true));
      assertThat(known.directory("hash")).contains(new Known(CAP, true));
      known.fileChecked(CAP);
      known.directoryStored("hash", CAP);
      assertThat(known.file(file, metadata, true)).contains(new Known(CAP, false));
      assertThat(known.directory("hash")).contains(new Known(CAP, false));
      assertThat(known.directory("other")).isEmpty();
    }
  }

  /** Tahoe keeps capabilities and hashes as bytes; older versions of it kept text. */
  @Test
  void whatTahoeNoted_isUnderstood() throws Exception {
    open(THEN).close();
    try (Connection tahoe = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      insert(tahoe, "INSERT INTO directories VALUES (?, ?, ?, ?)", bytes("one"), bytes(CAP));
      insert(tahoe, "INSERT INTO directories VALUES (?, ?, ?, ?)", "two", CAP);
    }
    try (BackupDatabase known = open(THEN)) {
      assertThat(known.directory("one")).contains(new Known(CAP, false));
      assertThat(known.directory("two")).contains(new Known(CAP, false));
    }
  }

  @Test
  void aDatabaseOfTheFirstVersion_isBroughtUpToDate() throws Exception {
    open(THEN).close();
    execute("DROP TABLE directories", "UPDATE version SET version = 1");

    try (BackupDatabase known = open(THEN)) {
      known.directoryStored("hash", CAP);
      assertThat(known.directory("hash")).isPresent();
    }
  }

  @Test
  void aDatabaseOfALaterVersion_isLeftAlone() throws Exception {
    open(THEN).close();
    execute("UPDATE version SET version = 3");

    assertThatThrownBy(() -> open(THEN))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("Unable to handle backupdb version 3");
  }

  @Test
  void aChangeWithinTheSecond_isSeen() throws Exception {
    FileState before = FileState.of(file);
    try (BackupDatabase known = open(THEN)) {
      known.fileStored(file, before, CAP);
      FileTime later = FileTime.from(before.changedNanos() + 1, TimeUnit.NANOSECONDS);

      for (FileState now :
          List.of(
              new FileState(before.size(), later, before.changed(), before.inode()),
              new FileState(before.size(), before.modified(), later, before.inode()),
              new FileState(before.size(), before.modified(), before.changed(), 1)))
        assertThat(known.file(file, now, true)).isEmpty();
      assertThat(known.file(file, before, true)).isPresent();
      known.forget(file);
      assertThat(known.file(file, before, true)).isEmpty();
    }
  }

  /** Tahoe notes whole seconds: they are relied on if the file was at rest then. */
  @Test
  void whatTahoeNotedOfAFile_isReliedOn_ifTheFileWasAtRest() throws Exception {
    FileState now = FileState.of(file);
    try (BackupDatabase known = open(THEN)) {
      known.fileStored(file, now, CAP);
    }
    double changed = now.changed().to(TimeUnit.SECONDS);
    execute("DELETE FROM truckee_times", "UPDATE last_upload SET last_uploaded = " + (changed + 1));
    try (BackupDatabase known = open(THEN)) {
      assertThat(known.file(file, now, true)).isEmpty();
    }
    execute("UPDATE last_upload SET last_uploaded = " + (changed + 10));
    try (BackupDatabase known = open(THEN)) {
      assertThat(known.file(file, now, true)).isPresent();
    }
  }

  /** Two backups use it at once; nothing is held between two questions. */
  @Test
  void betweenTwoQuestions_anotherBackupCanWrite() throws Exception {
    try (BackupDatabase one = open(THEN);
        BackupDatabase two = open(THEN)) {
      FileState state = FileState.of(file);
      assertThat(one.file(file, state, true)).isEmpty();
      two.fileStored(file, state, CAP);
      assertThat(one.file(file, state, true)).isPresent();
      one.directoryStored("hash", CAP);
      execute("BEGIN EXCLUSIVE", "COMMIT");
      assertThat(two.directory("hash")).isPresent();
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      for (String text : statements) statement.executeUpdate(text);
    }
  }

  private static void insert(Connection connection, String text, Object... values)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(text)) {
      for (int i = 0; i < values.length; i++) insert.setObject(i + 1, values[i]);
      insert.setLong(3, THEN.getEpochSecond());
      insert.setLong(4, THEN.getEpochSecond());
      insert.executeUpdate();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private BackupDatabase open(Instant now) throws SQLException {
    return BackupDatabase.open(database, InstantSource.fixed(now), new Random(1));
  }
}
