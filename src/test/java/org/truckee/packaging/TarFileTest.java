package org.truckee.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.packaging.TarFile.Access;

/** Archives, as the system's own {@code tar} reads them. */
class TarFileTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final String LONG = "a-long-name-of-a-directory/".repeat(5) + "file";

  @TempDir Path directory;

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarFile tar = new TarFile(bytes, TIME)) {
      tar.file("a/b/program", Access.PROGRAM, "run".getBytes(UTF_8));
      tar.file("a/empty", Access.DATA, new byte[0]);
      tar.link("a/link", "b/program");
      tar.directory("a/own", new Access(0700, 10001));
      tar.file(LONG, Access.DATA, new byte[600]);
    }
    return bytes.toByteArray();
  }

  private static String printed(Path where, String... command) throws Exception {
    Process process = new ProcessBuilder(command).directory(where.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(err).isZero();
    assertThat(err).isEmpty();
    return out;
  }

  @Test
  void whatIsArchived_comesOutOfTar() throws Exception {
    Files.write(directory.resolve("x.tar"), archive());

    printed(directory, "tar", "-xf", "x.tar", "--no-same-owner");

    assertThat(directory.resolve("a/b/program")).hasContent("run").isExecutable();
    assertThat(directory.resolve("a/empty")).isEmptyFile();
    assertThat(Files.readSymbolicLink(directory.resolve("a/link"))).isEqualTo(Path.of("b/program"));
    assertThat(directory.resolve(LONG)).hasSize(600);
  }

  @Test
  void anEntry_hasTheOneTime_itsRights_andItsOwner() throws Exception {
    Files.write(directory.resolve("x.tar"), archive());

    String list = printed(directory, "tar", "-tvf", "x.tar", "--numeric-owner", "--utc");

    assertThat(list.lines())
        .allMatch(line -> line.contains("2026-01-01 00:00"))
        .anyMatch(line -> line.matches("-rwxr-xr-x 0/0 +3 .* a/b/program"))
        .anyMatch(line -> line.matches("drwx------ 10001/10001 +0 .* a/own/"))
        .anyMatch(line -> line.endsWith(" a/link -> b/program"));
    assertThat(archive()).as("a second one").isEqualTo(archive());
  }

  @Test
  void aTree_isArchivedInTheOrderOfNames() throws Exception {
    Path tree = Files.createDirectories(directory.resolve("tree/z"));
    Files.writeString(tree.resolve("b"), "b");
    Files.writeString(tree.resolve("a"), "a");
    Files.createSymbolicLink(tree.resolveSibling("l"), Path.of("z/a"));
    try (TarFile tar = new TarFile(Files.newOutputStream(directory.resolve("x.tar")), TIME)) {
      tar.tree("in", directory.resolve("tree"));
    }

    assertThat(printed(directory, "tar", "-tf", "x.tar").lines())
        .containsExactly("in/", "in/l", "in/z/", "in/z/a", "in/z/b");
  }

  @Test
  void aNameThatDoesNotFit_isRefused() {
    TarFile tar = new TarFile(new ByteArrayOutputStream(), TIME);
    assertThatThrownBy(() -> tar.file("x".repeat(101), Access.DATA, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tar.link("x", "y".repeat(101)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsPacked_isMarkedAsSmall_andComesBack() throws IOException {
    byte[] text = "truckee ".repeat(1000).getBytes(UTF_8);

    byte[] packed = SmallGzip.of(text);

    assertThat(packed).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
        .isEqualTo(text);
  }
}
