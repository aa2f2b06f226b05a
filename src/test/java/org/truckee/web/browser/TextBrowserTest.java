package org.truckee.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.TestGrid;
import org.truckee.testing.WebPort;

/** The whole tour in text browsers: w3m sends the forms, lynx finds and follows the links. */
class TextBrowserTest {
  private static final String UPLOAD =
      """
      --b\r
      Content-Disposition: form-data; name="file"; filename="lake.txt"\r
      Content-Type: text/plain\r
      \r
      clear water\r
      --b--\r
      """;

  @TempDir Path temporary;

  private String run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(temporary, "output", "");
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.environment().put("HOME", temporary.toString());
    builder.environment().put("LANG", "C.UTF-8");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor()).as(command[0]).isZero();
    return Files.readString(output);
  }

  /** What w3m shows of the answer to a form. */
  private String send(String url, String form, String... options)
      throws IOException, InterruptedException {
    Path body = Files.writeString(temporary.resolve("form"), form);
    List<String> command = new ArrayList<>(List.of("w3m", "-cols", "100"));
    command.addAll(List.of(options));
    command.addAll(List.of("-post", body.toString(), "-dump", url));
    return run(command.toArray(String[]::new));
  }

  /** The first link on the page at {@code url} that has {@code part} in it. */
  private String link(String url, String part) throws IOException, InterruptedException {
    return run("lynx", "-dump", "-listonly", "-nonumbers", url)
        .lines()
        .filter(line -> line.contains(part))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFileIsUploaded_found_downloaded_shared_renamed_andDeleted()
      throws IOException, InterruptedException {
    boolean there =
        Files.isExecutable(Path.of("/usr/bin/w3m")) && Files.isExecutable(Path.of("/usr/bin/lynx"));
    if (!there)
      System.out.println("SKIPPED: the text browsers' tour, because w3m or lynx is missing");
    Assumptions.assumeTrue(there, "no w3m or lynx");
    try (TestGrid grid = TestGrid.start(temporary.resolve("grid"), 10)) {
      byte[] nothing = new byte[0];
      String cap = grid.web().send("POST", "/uri?t=mkdir", nothing).text().strip();
      String here = grid.web().address().resolve(WebPort.path(cap) + "/").toString();

      String type = "Content-Type: multipart/form-data; boundary=b";
      assertThat(send(here + "?t=upload&when_done=.", UPLOAD, "-header", type))
          .contains("1 entry", "lake.txt", "Rename");
      assertThat(run("lynx", "-source", link(here, "lake.txt"))).isEqualTo("clear water");
      String shared = link(here, "-RO");
      assertThat(run("w3m", "-dump", shared))
          .contains("Read-only.", "lake.txt")
          .doesNotContain("Rename");
      assertThat(run("lynx", "-dump", link(here, "rename-form")))
          .contains("Rename or move lake.txt");
      assertThat(send(here + "?t=rename&when_done=.", "from_name=lake.txt&to_name=river.txt"))
          .contains("river.txt")
          .doesNotContain("lake.txt");
      assertThat(run("lynx", "-dump", link(here, "delete-form"))).contains("Delete river.txt?");
      assertThat(send(here + "?t=unlink&when_done=.", "name=river.txt"))
          .contains("Nothing is in here yet");
    }
  }
}
