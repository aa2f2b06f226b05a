package org.truckee.node.debug;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.crypto.StorageIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Finds the shares of a file. */
@Command(
    name = "find-shares",
    description = "Finds the shares of a file in the directories of storage servers.")
final class FindSharesCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "STORAGE-INDEX",
      description = "The storage index of the file.")
  String storageIndex;

  @Parameters(
      index = "1..*",
      paramLabel = "NODE-DIR",
      description = "The directories of storage servers.")
  List<Path> nodes = List.of();

  FindSharesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    String name = checked();
    for (Path node : nodes) {
      Path shares = ShareFolder.of(node).resolve(name.substring(0, 2)).resolve(name);
      if (Files.isDirectory(shares)) print(shares);
    }
    return ExitCodes.OK;
  }

  private String checked() {
    try {
      return StorageIndex.parse(storageIndex).toString();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("not a storage index: it has 26 letters and digits");
    }
  }

  private void print(Path shares) throws IOException {
    try (Stream<Path> files = Files.list(shares)) {
      files
          .sorted(ShareCatalog.BY_NUMBER)
          .map(Path::toAbsolutePath)
          .forEach(session.out()::println);
    }
  }
}
