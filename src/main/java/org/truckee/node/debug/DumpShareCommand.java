package org.truckee.node.debug;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.container.ShareInspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is in a share file. */
@Command(
    name = "dump-share",
    description =
        "Prints the contents of a share file: encoding, hashes, leases. The name of its directory"
            + " is taken for the storage index.")
final class DumpShareCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "The share file.")
  Path file;

  @Option(names = "--offsets", description = "Print the offset of each part in the file.")
  boolean offsets;

  @Option(names = "--leases-only", description = "Print the leases only.")
  boolean leasesOnly;

  DumpShareCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (Files.isDirectory(file))
      throw CommandFailure.failed(file + " is a directory, and no share file");
    session.out().println("share filename: " + Quoting.quoted(file.toAbsolutePath().toString()));
    try (ShareInspection share =
        ShareInspection.open(file)
            .orElseThrow(() -> CommandFailure.failed(file + " is no share file"))) {
      lines(share).forEach(session.out()::println);
    }
    return ExitCodes.OK;
  }

  private List<String> lines(ShareInspection share) throws IOException {
    List<String> lines = new ArrayList<>();
    if (share.isMutable()) lines.addAll(MutableShareReport.container(share));
    List<String> leases = LeaseReport.of(share.leases(), Instant.now(session.clock()));
    if (share.isMutable()) lines.addAll(leases);
    if (!leasesOnly && share.isMutable())
      lines.addAll(MutableShareReport.contents(share, storageIndex(), offsets));
    if (!leasesOnly && !share.isMutable()) lines.addAll(contents(share));
    if (!share.isMutable()) lines.addAll(leases);
    return lines;
  }

  private List<String> contents(ShareInspection share) throws IOException {
    if (share.object().isEmpty()) return ImmutableShareReport.of(share, storageIndex(), offsets);
    return List.of(
        "%20s: %d bytes in the bucket of the server".formatted("data", share.dataLength()),
        "%20s: %s.%s".formatted("object", file.getFileName(), share.object().get()));
  }

  private Optional<StorageIndex> storageIndex() {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || directory.getFileName() == null) return Optional.empty();
    String name = directory.getFileName().toString();
    return name.matches("[a-z2-7]{26}") ? Optional.of(StorageIndex.parse(name)) : Optional.empty();
  }
}
