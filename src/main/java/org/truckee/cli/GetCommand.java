package org.truckee.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truckee.cli.gateway.ResumedDownload;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.link.Occupant;
import org.truckee.cli.local.LocalFile;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Progress;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gets a file from the grid. */
@Command(
    name = "get",
    description = {
      "Downloads a file from the grid.",
      "A download that breaks off goes on by itself. When the grid can't give the rest, a file"
          + " .truckee-….part keeps what came, and the same command goes on from there."
    })
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
    GridPath place = place(from);
    try (ResumedDownload download = ResumedDownload.of(api(), place.url())) {
      if (download.isPage()) refuseDirectory(place);
      Progress progress = session.progress(to, download.size());
      if (to.equals("-")) WebApi.copy(download, session.out(), progress);
      else LocalFile.save(download, target(place), progress);
      progress.finish();
    }
    if (session.asTahoe() && !to.equals("-"))
      session.err().println(Quoting.plain(from + " retrieved and written to " + to));
    return ExitCodes.OK;
  }

  /** Fails if the answer is a directory's page; a file may be a page, too. */
  private void refuseDirectory(GridPath place) throws IOException {
    if (Occupant.of(api(), place).filter(Occupant::directory).isPresent())
      throw CommandFailure.failed(
          Quoting.plain(from.isEmpty() ? place.argument() : from) + " is a directory: use cp -r");
  }

  /** The path to write to: in a directory, the file keeps its name. */
  private Path target(GridPath place) {
    Path path = Path.of(to);
    return Files.isDirectory(path) && place.name().isPresent()
        ? path.resolve(place.name().get())
        : path;
  }
}
