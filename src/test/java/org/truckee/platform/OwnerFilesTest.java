package org.truckee.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerFilesTest {
  @TempDir Path root;

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void whatIsMade_isItsOwnersAlone() throws IOException {
    Path directory = OwnerFiles.directories(root.resolve("a/b"));
    Path file = directory.resolve("file");
    OwnerFiles.replace(file, "one");
    OwnerFiles.replace(file, "two");
    OwnerFiles.write(directory.resolve("other"), "three");
    OwnerFiles.make(directory.resolve("empty"));

    assertThat(file).hasContent("two");
    assertThat(directory.resolve("other")).hasContent("three");
    for (Path made : new Path[] {root.resolve("a"), directory})
      assertThat(permissions(made)).isEqualTo("rwx------");
    for (String made : new String[] {"file", "other", "empty"})
      assertThat(permissions(directory.resolve(made))).isEqualTo("rw-------");
    assertThat(directory).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
  }

  @Test
  void whatIsThere_isLeftAlone() throws IOException {
    Path real = Files.createDirectory(root.resolve("real"));
    Path link = Files.createSymbolicLink(root.resolve("link"), real);
    Path file = Files.writeString(real.resolve("file"), "kept");

    OwnerFiles.directories(link);
    OwnerFiles.make(file);

    assertThat(file).hasContent("kept");
  }

  @Test
  void sealing_takesOnlyWhatOthersMay() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-xrw-r--"));

    OwnerFiles.seal(file);

    assertThat(permissions(file)).isEqualTo("r-x------");
  }
}
