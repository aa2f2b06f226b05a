package org.truckee.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truckee.cli.copy.LocalFile;
import org.truckee.cli.gateway.Reply;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.Place;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Progress;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gets a file from the grid. A file that breaks off on the way is not left behind. */
@Command(name = "get", description = "Gets a file from the grid.")
final class GetCommand extends GatewayCommand {
  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = PLACE + " Read from standard input if it is -.")
  String from;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TO",
      description = "Where the file goes; standard output if it is - or left out.")
  String to = "-";

  GetCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    Place place = place(from);
    Reply reply = api().get(place.url());
    try (InputStream in = reply.body()) {
      Progress progress = session.progress(to, reply.size());
      if (to.equals("-")) WebApi.copy(in, session.out(), progress);
      else LocalFile.save(in, target(place), progress);
      progress.finish();
    }
    return ExitCodes.OK;
  }

  /** In a directory, the file keeps its name. */
  private Path target(Place place) {
    Path path = Path.of(to);
    return Files.isDirectory(path) && place.name().isPresent()
        ? path.resolve(place.name().get())
        : path;
  }
}
