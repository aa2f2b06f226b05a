package org.truckee.node.debug;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truckee.cli.session.CommandFailure;
import org.truckee.platform.HomePath;
import org.truckee.platform.TextFiles;

/** The folder in which a storage server keeps its shares. */
final class ShareFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ShareFolder() {}

  /** The folder of the server whose directory is {@code node}, as its configuration says. */
  static Path of(Path node) throws IOException {
    if (!Files.isDirectory(node)) throw CommandFailure.notFound("there is no directory " + node);
    Path configuration = node.resolve("conf.json");
    String folder = Files.exists(configuration) ? configured(configuration) : "";
    Path storage = folder.isEmpty() ? node.resolve("storage") : node.resolve(HomePath.of(folder));
    return storage.resolve("shares");
  }

  private static String configured(Path configuration) throws IOException {
    try {
      return JSON.readTree(TextFiles.read(configuration))
          .path("storage")
          .path("storage_dir")
          .asText("");
    } catch (JacksonException e) {
      throw CommandFailure.failed(configuration + " is no JSON: " + e.getOriginalMessage());
    }
  }
}
