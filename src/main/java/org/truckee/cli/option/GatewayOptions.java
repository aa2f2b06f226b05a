package org.truckee.cli.option;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.Aliases;
import org.truckee.cli.name.Names;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.platform.TextFiles;
import picocli.CommandLine.Option;

/** The options that choose a command's gateway and the root of plain names. */
public final class GatewayOptions extends NodeOptions {
  private final Session session;

  @Option(
      names = {"-u", "--node-url"},
      paramLabel = "URL",
      description = "The gateway's address, in place of the one in DIR/node.url.")
  String url;

  @Option(
      names = "--dir-cap",
      paramLabel = "CAP",
      description =
          "The directory that plain names start from; read from standard input if it is -.")
  String root;

  GatewayOptions(Session session) {
    super(session);
    this.session = session;
  }

  @Option(
      names = {"-q", "--quiet"},
      description = "Print results and failures only.")
  void quiet(boolean on) {
    if (on) session.beQuiet();
  }

  /** Returns whether a gateway is chosen: by its address, or by a node that is not another one. */
  public boolean isGateway() {
    return url != null
        || Files.exists(directory().resolve("node.url"))
        || Files.notExists(directory().resolve("admin.url"));
  }

  /** Returns whether the gateway is that of the node's directory, and not one with an address. */
  public boolean isOwn() {
    return url == null;
  }

  /** The gateway's web API. */
  WebApi api() {
    String found = url != null ? url : read();
    noteChoice();
    if (!isAddress(found)) throw CommandFailure.usage("not an address of a gateway: " + found);
    return new WebApi(found.endsWith("/") ? found.substring(0, found.length() - 1) : found);
  }

  private void noteChoice() {
    if (directory != null) session.noteNode("-C", directory.toAbsolutePath().toString());
    if (url != null) session.noteNode("-u", url);
  }

  private static boolean isAddress(String text) {
    try {
      URL url = URI.create(text).toURL();
      return text.matches("(?i)https?://.+") && !url.getHost().isEmpty() && url.getPort() <= 0xffff;
    } catch (IllegalArgumentException | MalformedURLException e) {
      return false;
    }
  }

  /** The aliases that the node has. */
  public Aliases aliases() throws IOException {
    return Aliases.read(directory());
  }

  /** The meaning of names here. */
  public Names names() throws IOException {
    Aliases aliases = aliases();
    Optional<String> tahoe =
        session.asTahoe() ? aliases.find(Aliases.DEFAULT) : Optional.<String>empty();
    return new Names(
        aliases,
        root == null ? tahoe : Optional.of(session.argument(root).strip()),
        session.name());
  }

  private String read() {
    Path file = directory().resolve("node.url");
    try {
      List<String> lines = TextFiles.lines(file);
      if (!lines.isEmpty()) return lines.get(0).strip();
    } catch (IOException e) {
      throw unknown(file + " can't be read. Is it started, and is -C right?");
    }
    throw unknown(file + " is empty");
  }

  private static CommandFailure unknown(String why) {
    return new CommandFailure(ExitCodes.UNREACHABLE, "no gateway is known: " + why);
  }
}
