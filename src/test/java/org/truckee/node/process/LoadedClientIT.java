package org.truckee.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.Waiting;
import org.truckee.testing.database.PostgresServer;

/** The built program loads the client of PostgreSQL for a vdrive server that has one, alone. */
class LoadedClientIT {
  private static final String[] CLIENT = {
    "io.vertx.pgclient", "io.vertx.sqlclient", "com.ongres.scram"
  };

  @TempDir Path home;

  /** The classes that a node with {@code configuration} loads until it is up. */
  private String classes(String configuration) throws IOException, InterruptedException {
    NodeDirectory directory = new NodeDirectory(home.resolve("node"), new SecureRandom());
    directory.create(configuration);
    Path classes = home.resolve("classes");
    Process process =
        Processes.startNode(directory, Map.of(), List.of("-Xlog:class+load:file=" + classes));
    try {
      Waiting.untilTrue(() -> directory.isUp(process) || !process.isAlive());
      assertThat(process.isAlive()).as("the node came up").isTrue();
    } finally {
      process.destroy();
      process.waitFor();
    }
    return Files.readString(classes);
  }

  @Test
  void directoriesInAFile_needNothingOfIt() throws Exception {
    assertThat(classes("{\"vdrive\": {}}"))
        .contains("org.truckee.vdrive.SqliteDirnodeStore")
        .doesNotContain(CLIENT);
  }

  @Test
  void directoriesInADatabase_areServedByIt() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      server.makeDatabase("drive");
      assertThat(classes("{\"vdrive\": {\"store\": \"" + server.address("drive") + "\"}}"))
          .contains(CLIENT)
          .doesNotContain("org.truckee.vdrive.SqliteDirnodeStore");
    }
  }
}
