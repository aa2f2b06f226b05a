package org.truckee.cli.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.platform.TextFiles;

/**
 * The storage server of the node in {@code directory}, as the node's owner reaches it: by its admin
 * port, or by the web port of a gateway in the same node.
 */
public record OwnServer(Path directory) {
  private static final String ADMIN = "admin.url";

  /** What it serves to those who know the token in its directory. */
  public WebApi api() {
    Path admin = directory.resolve(ADMIN);
    Path url = Files.exists(admin) ? admin : directory.resolve("node.url");
    String address = line(url, ExitCodes.UNREACHABLE, "no storage server is known: ");
    String token = line(directory.resolve("private/api_auth_token"), ExitCodes.FAILED, "");
    String bare = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    if (!bare.matches("http://[^/?#]+"))
      throw CommandFailure.failed(url + " holds no address of a node: " + address);
    return new WebApi(bare, "storage server", "tahoe-lafs " + token);
  }

  private static String line(Path file, int exitCode, String failure) {
    try {
      List<String> lines = TextFiles.lines(file);
      if (!lines.isEmpty() && !lines.get(0).isBlank()) return lines.get(0).strip();
    } catch (IOException e) {
      throw new CommandFailure(
          exitCode, failure + file + " can't be read. Is the node started, and is -C right?");
    }
    throw new CommandFailure(exitCode, failure + file + " is empty");
  }
}
