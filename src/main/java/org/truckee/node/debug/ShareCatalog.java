package org.truckee.node.debug;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Quoting;
import org.truckee.mutable.SignedPrefix;
import org.truckee.storage.container.ShareInspection;

/** A line for each share of a storage server, as Tahoe words it. */
record ShareCatalog(Instant now) {
  /** Share files in the order of their numbers. */
  static final Comparator<Path> BY_NUMBER =
      Comparator.comparingInt((Path path) -> path.getFileName().toString().length())
          .thenComparing(Path::getFileName);

  /** All share files of the storage server whose directory is {@code node}, in order. */
  static List<Path> files(Path node) throws IOException {
    Path shares = ShareFolder.of(node);
    if (!Files.isDirectory(shares)) return List.of();
    try (Stream<Path> all = Files.walk(shares, 3)) {
      return all.filter(path -> shares.relativize(path).getNameCount() == 3)
          .filter(path -> !shares.relativize(path).startsWith("incoming"))
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(Path::getParent).thenComparing(BY_NUMBER))
          .toList();
    }
  }

  /** The line for the share in {@code file}. */
  String line(Path file) throws IOException {
    String name = Quoting.quoted(file.toAbsolutePath().toString());
    Optional<ShareInspection> opened = ShareInspection.open(file);
    if (opened.isEmpty()) return "UNKNOWN really-unknown " + name;
    try (ShareInspection share = opened.get()) {
      String index = file.getParent().getFileName().toString();
      return describe(share, index) + " " + expiration(share) + " " + name;
    } catch (CommandFailure | GridException | NumberFormatException e) {
      return "UNKNOWN " + (opened.get().isMutable() ? "mutable " : "immutable ") + name;
    }
  }

  private static String describe(ShareInspection share, String index) throws IOException {
    if (share.isMutable()) {
      SignedPrefix prefix = MutableShareReport.head(share).prefix();
      return "%s %s %d/%d %d #%d:%s"
          .formatted(
              prefix.format(),
              index,
              prefix.needed(),
              prefix.total(),
              prefix.size(),
              prefix.sequence(),
              prefix.rootHash());
    }
    if (share.object().isPresent())
      return "CHK %s ?/? ? in-bucket,%d-bytes".formatted(index, share.dataLength());
    ImmutableShareReport chk = ImmutableShareReport.read(share);
    return "CHK %s %d/%d %d %s"
        .formatted(
            index,
            chk.number("needed_shares"),
            chk.number("total_shares"),
            chk.number("size"),
            chk.uebHash());
  }

  /** The seconds until the first lease runs out. */
  private long expiration(ShareInspection share) {
    long first =
        share.leases().stream()
            .mapToLong(ShareInspection.LeaseDate::expiration)
            .min()
            .orElse(now.getEpochSecond());
    return Math.max(0, first - now.getEpochSecond());
  }
}
