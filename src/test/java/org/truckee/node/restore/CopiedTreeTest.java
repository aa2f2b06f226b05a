package org.truckee.node.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cli.Commands;
import org.truckee.node.command.VdriveCommand;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.vdrive.VdriveBackup;

/** One tree comes out of a backup of a vdrive server back into the living drive. */
@Tag("slow")
class CopiedTreeTest {
  private static final String NOTHING = "Restored 0 entries and replaced 0 entries in ";

  @TempDir static Path directory;
  private static TestVdrive vdrive;
  private static TestGrid grid;

  @TempDir Path home;
  private Path copy;

  @BeforeAll
  static void startGrid() {
    vdrive = TestVdrive.start(directory);
    GatewaySettings settings = GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, vdrive.makeRoot());
    grid = TestGrid.start(directory.resolve("grid"), 1, settings);
  }

  @AfterAll
  static void stopGrid() {
    grid.close();
    vdrive.close();
  }

  @BeforeEach
  void makeTree() throws IOException {
    vdrive.behave();
    Path node = Files.createDirectories(home.resolve(".truckee"));
    Files.writeString(node.resolve("node.url"), grid.web().address() + "\n");
    for (String name : done("ls", "private:").lines().toList()) done("rm", "private:" + name);
    put("one", "private:home/tree/a/one");
    put("two", "private:home/tree/a/b/t\nwo");
    put("three", "private:home/tree/three");
    put("other", "private:home/other");
    copy = home.resolve("copy");
    VdriveBackup.backup(directory.resolve("vdrive/vdrive.sqlite"), copy);
  }

  @Test
  void aTreeThatIsGone_comesBack_withAllThatWasRemovedBelowBefore() {
    done("rm", "private:home/tree/a/b/t\nwo");
    done("rm", "private:home/tree/a");
    done("rm", "private:home/other");
    done("rm", "private:home/tree");

    assertThat(restored("private:home/tree"))
        .isEqualTo("Restored 3 entries and replaced 0 entries in 3 directories.\n");

    assertThat(done("get", "private:home/tree/a/b/t\nwo")).isEqualTo("two");
    assertThat(done("get", "private:home/tree/three")).isEqualTo("three");
    assertThat(done("ls", "private:home")).isEqualTo("tree\n");
    assertThat(restored("private:home/tree")).isEqualTo(NOTHING + "3 directories.\n");
  }

  @Test
  void whatWasMadeSince_stays_unlessItIsToBeReplaced() {
    put("new", "private:home/tree/three");
    put("added", "private:home/tree/a/added");
    done("rm", "private:home/tree");

    assertThat(restored("private:home/tree"))
        .isEqualTo(
            "Restored 1 entry and replaced 0 entries in 3 directories;"
                + " 1 lead to something else now and were left alone.\n");
    assertThat(done("get", "private:home/tree/three")).isEqualTo("new");

    assertThat(restored("private:home/tree", "--replace"))
        .isEqualTo("Restored 0 entries and replaced 1 entry in 3 directories.\n");
    assertThat(done("get", "private:home/tree/three")).isEqualTo("three");
    assertThat(done("get", "private:home/tree/a/added")).isEqualTo("added");
    assertThat(done("trash", "list")).contains("home/tree/three");
  }

  @Test
  void oneFile_comesBackAlone_andTheWayToItIsMadeAnew() {
    done("rm", "private:home");

    assertThat(restored("private:home/tree/three"))
        .isEqualTo("Restored 1 entry and replaced 0 entries in 1 directory.\n");

    assertThat(done("get", "private:home/tree/three")).isEqualTo("three");
    assertThat(done("ls", "private:home/tree")).isEqualTo("three\n");
    assertThat(restored("private:")).startsWith(NOTHING).contains("1 lead to something else now");
  }

  @Test
  void aPlaceThatIsTaken_isLeftAsItIs() {
    done("rm", "private:home/tree");
    put("in the way", "private:home/tree");

    assertThat(refused("private:home/tree")).contains("something else is at home/tree now");
    assertThat(done("get", "private:home/tree")).isEqualTo("in the way");
    assertThat(refused("private:home/tree/a")).contains("no children named");
    assertThat(restored("private:home/tree", "--replace"))
        .isEqualTo("Restored 0 entries and replaced 1 entry in 3 directories.\n");
    assertThat(done("trash", "list")).contains("home/tree");
  }

  @Test
  void whatMakesNoSense_isSaid() {
    assertThat(refused("private:home/nothing")).contains("the backup has no home/nothing in that");
    assertThat(refused("private:nothing/tree")).contains("the backup has no nothing in that drive");
    assertThat(refused("private:home/other/x")).contains("the backup has no home/other/x in that");
    assertThat(refused("URI:LIT:n5wgi")).contains("nothing can be brought back");
    assertThat(restore("private:home/nothing").exitCode()).isEqualTo(4);
    assertThat(restore("private:../x").exitCode()).isEqualTo(2);
    String file = copy.toString();
    assertThat(run("vdrive", "restore", file, "--replace").exitCode()).isEqualTo(2);
    assertThat(run("vdrive", "restore", file, "--as-of=2026-01-01").exitCode()).isEqualTo(2);
    assertThat(restore("private:home", "--as-of=2026-01-01").exitCode()).isEqualTo(2);
  }

  @Test
  void aRestoreThatEndsHalfway_saysHowFarItCame_andGoesOnTheNextTime() {
    done("rm", "private:home/tree/a/b/t\nwo");
    done("rm", "private:home/tree/a");
    done("rm", "private:home/tree");
    AtomicInteger changes = new AtomicInteger();
    vdrive.misbehave(
        ctx -> {
          boolean changing = ctx.request().method().equals(HttpMethod.POST);
          if (changing && changes.incrementAndGet() > 1) ctx.fail(507);
          else ctx.next();
        });

    assertThat(refused("private:home/tree")).contains("1 of 3 entries are back");
    vdrive.behave();

    assertThat(restored("private:home/tree"))
        .isEqualTo("Restored 2 entries and replaced 0 entries in 3 directories.\n");
    assertThat(done("get", "private:home/tree/a/b/t\nwo")).isEqualTo("two");
  }

  @Test
  void aDriveThatIsYoungerThanTheBackup_isSaid() {
    String drive = done("mkdir", "private:young").strip();
    assertThat(refused(drive + "/x")).contains("does not have that drive");
    assertThat(refused(drive)).contains("does not have that drive");
  }

  @Test
  void aBackupThatIsDamaged_orNewer_changesNothing() throws IOException {
    done("rm", "private:home/tree");
    byte[] whole = Files.readAllBytes(copy);

    overwrite(60, new byte[] {0, 0, 0, 9});
    assertThat(refused("private:home/tree")).contains("made by a newer version");
    Files.write(copy, whole);
    overwrite(whole.length / 4096 / 2 * 4096L, new byte[4096]);
    assertThat(refused("private:home/tree")).contains("the backup is damaged");
    overwrite(0, new byte[100]);
    assertThat(refused("private:home/tree")).contains("no backup of a vdrive");
    Files.delete(copy);
    assertThat(refused("private:home/tree")).contains("there is no backup");

    assertThat(done("ls", "private:home")).isEqualTo("other\n");
  }

  @Test
  void aForgedEntry_changesNothing() throws SQLException {
    done("rm", "private:home/tree");
    forgeEntries();

    assertThat(refused("private:home/tree")).contains("its writers did not sign");
    assertThat(done("ls", "private:home")).isEqualTo("other\n");
  }

  /** Changes the sealed part of every entry, in a database that stays sound. */
  private void forgeEntries() throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement all = database.createStatement();
        ResultSet entries = all.executeQuery("SELECT body, directory, slot FROM entry");
        PreparedStatement change =
            database.prepareStatement(
                "UPDATE entry SET body = ? WHERE directory = ? AND slot = ?")) {
      while (entries.next()) {
        byte[] body = entries.getBytes(1);
        body[60] ^= 1;
        change.setBytes(1, body);
        change.setLong(2, entries.getLong(2));
        change.setBytes(3, entries.getBytes(3));
        change.addBatch();
      }
      change.executeBatch();
    }
  }

  private void overwrite(long position, byte[] bytes) throws IOException {
    try (FileChannel file = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(bytes), position);
    }
  }

  private void put(String contents, String path) {
    CommandRun put = CommandRun.of("truckee", home, contents, "put", "-", path);
    assertThat(put.exitCode()).as(put.errors()).isEqualTo(0);
  }

  private String restored(String path, String... options) {
    CommandRun run = restore(path, options);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.text();
  }

  private String refused(String path) {
    CommandRun run = restore(path);
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.text()).isEmpty();
    return run.errors();
  }

  private CommandRun restore(String path, String... options) {
    String[] arguments = new String[5 + options.length];
    System.arraycopy(
        new String[] {"vdrive", "restore", copy.toString(), "--path", path}, 0, arguments, 0, 5);
    System.arraycopy(options, 0, arguments, 5, options.length);
    return run(arguments);
  }

  private String done(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.text();
  }

  private CommandRun run(String... arguments) {
    Map<String, Class<?>> known = new HashMap<>(Commands.gateway());
    known.put("vdrive", VdriveCommand.class);
    return CommandRun.of(known, "truckee", home, "", arguments);
  }
}
