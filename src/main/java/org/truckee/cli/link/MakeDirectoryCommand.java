package org.truckee.cli.link;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a directory, and prints its capability. */
@Command(
    name = "mkdir",
    description = {
      "Makes a directory, and prints its capability.",
      "Without a path, the new directory is in no other one. Directories on the way are made too."
    })
public final class MakeDirectoryCommand extends GatewayCommand {
  private static final Set<String> FORMATS = Set.of("SDMF", "MDMF");

  @Parameters(arity = "0..1", paramLabel = "PATH", description = PLACE)
  String path;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What the directory is kept in: SDMF or MDMF.")
  String format;

  MakeDirectoryCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    if (format != null && !FORMATS.contains(format.toUpperCase(Locale.ROOT)))
      throw CommandFailure.usage(format + " is an invalid format");
    Query query = Query.of("mkdir").withIfPresent("format", format);
    String cap = api().post(address() + query, "").cap();
    session.out().println(Quoting.plain(cap));
    return ExitCodes.OK;
  }

  private String address() throws IOException {
    if (path == null || path.isEmpty()) return "/uri";
    GridPath place = place(path);
    return place.isRoot() ? "/uri" : place.url();
  }
}
