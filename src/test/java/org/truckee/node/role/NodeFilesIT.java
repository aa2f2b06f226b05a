package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.Processes;
import org.truckee.testing.known.Golden;

/** The files that processes of nodes leave on the disk. */
class NodeFilesIT {
  private static final String CONFIGURATION =
      """
      {"grid": {"storage_servers": 2, "storage": {"reserved_space": 0},
        "web": {"port": 0}, "encoding": {"needed": 1, "happy": 1, "total": 2}}}
      """;

  @TempDir Path directory;

  private Process startGrid(Path temporary) throws IOException {
    Path configuration = Files.writeString(directory.resolve("conf.json"), CONFIGURATION);
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "umask 000; exec \"$@\" 3>&2", "truckee"));
    command.addAll(
        Processes.command(
            List.of("-Djava.io.tmpdir=" + temporary), "grid", "-c", configuration.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TMPDIR", temporary.toString());
    return builder.start();
  }

  private static void send(HttpRequest.Builder request) throws Exception {
    int status =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request.build(), BodyHandlers.discarding())
            .statusCode();
    assertThat(status).isBetween(200, 201);
  }

  /** Leaves something in every part of the grid's directory. */
  private static void use(String gateway) throws Exception {
    URI url = URI.create(gateway);
    byte[] file = Golden.stream("files", 100_000);
    send(HttpRequest.newBuilder(url.resolve("/uri")).PUT(BodyPublishers.ofByteArray(file)));
    send(
        HttpRequest.newBuilder(url.resolve("/uri?format=sdmf"))
            .PUT(BodyPublishers.ofByteArray(file)));
    send(HttpRequest.newBuilder(url.resolve("/uri?t=mkdir")).POST(BodyPublishers.noBody()));
    for (String drive : List.of("private", "global"))
      send(
          HttpRequest.newBuilder(url.resolve("/vdrive/" + drive + "/file"))
              .PUT(BodyPublishers.ofByteArray(file)));
  }

  @Test
  void everyFileOfAGrid_isItsOwnersAlone_andAKilledOneLeavesNothingElsewhere() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    Process grid = startGrid(temporary);
    try (BufferedReader out = grid.inputReader()) {
      String line = out.readLine();
      while (line != null && !line.startsWith("The grid is up")) line = out.readLine();
      assertThat(line).as("it came up").isNotNull();

      use(line.substring(line.indexOf("http")));

      assertThat(openToOthers(directory.resolve("grid"))).isEmpty();
      assertThat(directory.resolve("grid/storage2/storage/shares")).isNotEmptyDirectory();
    } finally {
      grid.destroyForcibly().waitFor();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  private static List<String> openToOthers(Path root) throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        if (!permissions.endsWith("------")) open.add(permissions + " " + path);
      }
    }
    return open;
  }
}
