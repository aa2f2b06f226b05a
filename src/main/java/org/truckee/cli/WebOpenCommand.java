package org.truckee.cli;

import java.io.IOException;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a browser. */
@Command(
    name = "webopen",
    description =
        "Opens a browser on a file or directory; on the gateway's first page if none is named.")
final class WebOpenCommand extends GatewayCommand {
  @Parameters(arity = "0..1", paramLabel = "PATH", description = PLACE)
  String path;

  @Option(
      names = {"-i", "--info"},
      description = "Open the page with its details.")
  boolean info;

  @Option(
      names = {"-p", "--print"},
      description = "Print the address, and open nothing.")
  boolean print;

  WebOpenCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    String address = path == null || path.isEmpty() ? "/" : place(path).url();
    String url = api().gateway() + address + (info ? "?t=info" : "");
    if (print) session.out().println(url);
    else Browser.open(url);
    return ExitCodes.OK;
  }
}
