package org.truckee.node.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a node that was killed while it wrote some of them. */
class HalfWrittenFilesTest {
  private static final List<String> HALF_WRITTEN =
      List.of(
          "truckee.pid123.new",
          "node.url4.new",
          "admin.url12.new",
          "private/port3.new",
          "private/storage.nurl5.new",
          "private/entrusted/friend.bundle8.new",
          "statistics/servers77.new",
          "private/introducer_cache.jsonl5.new",
          "private/vdrive_pins6.new",
          "private/upkeep_roots7.new",
          "tmp/upload8.tmp");

  /** Those of commands, and those of somebody else. */
  private static final List<String> OTHERS =
      List.of(
          "private/aliases9.new",
          "private/entrust.key1.new",
          "conf.json",
          "conf.json.new",
          "node.url.new/of/mine",
          "node.url7.new/of/mine",
          "tmp/mine");

  @TempDir Path root;

  @Test
  void areClearedAway_whenItStartsAgain() throws IOException {
    for (String name : HALF_WRITTEN) write(name);
    for (String name : OTHERS) write(name);

    new NodeDirectory(root, new SecureRandom()).prepare();

    for (String name : HALF_WRITTEN) assertThat(root.resolve(name)).doesNotExist();
    for (String name : OTHERS) assertThat(root.resolve(name)).exists();
  }

  @Test
  void aNewNode_hasNone() throws IOException {
    new NodeDirectory(root, new SecureRandom()).prepare();

    assertThat(root.resolve("private")).isEmptyDirectory();
  }

  private void write(String name) throws IOException {
    Files.createDirectories(root.resolve(name).getParent());
    Files.writeString(root.resolve(name), "half");
  }
}
