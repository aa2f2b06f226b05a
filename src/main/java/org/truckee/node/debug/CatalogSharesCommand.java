package org.truckee.node.debug;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.truckee.FailureText;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists all shares of storage servers. */
@Command(
    name = "catalog-shares",
    description = {
      "Lists all shares in the directories of storage servers.",
      "Each share is a line:",
      "CHK STORAGE-INDEX K/N SIZE UEB-HASH SECONDS-TO-EXPIRATION FILE, or",
      "SDMF|MDMF STORAGE-INDEX K/N SIZE #SEQUENCE:ROOT-HASH SECONDS-TO-EXPIRATION FILE, or",
      "UNKNOWN KIND FILE."
    })
final class CatalogSharesCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "NODE-DIR",
      description = "The directories of storage servers.")
  List<Path> nodes;

  CatalogSharesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    ShareCatalog catalog = new ShareCatalog(Instant.now(session.clock()));
    int result = ExitCodes.OK;
    for (Path node : nodes) {
      for (Path file : ShareCatalog.files(node)) result |= print(catalog, file);
    }
    return result;
  }

  /**
   * Lists one server's shares; where the disk is bad in one place, the rest is listed all the same.
   */
  private int print(ShareCatalog catalog, Path file) {
    try {
      session.out().println(catalog.line(file));
      return ExitCodes.OK;
    } catch (IOException e) {
      session.err().println("Error processing " + file + ": " + FailureText.sentence(e));
      return ExitCodes.FAILED;
    }
  }
}
