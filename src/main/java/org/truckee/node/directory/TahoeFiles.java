package org.truckee.node.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.TextFiles;

/**
 * Files that a node directory of the real Tahoe-LAFS holds under names of its own. A gateway that
 * knows the Tahoe node finds the node again after a takeover, since they count before anything that
 * would be made here. Blocks.
 */
public record TahoeFiles(Path root) {
  /** A FURL; the address may be empty, where the node listened nowhere. */
  private static final Pattern FURL =
      Pattern.compile("pb://([a-z2-7]{32})@[^/]*/([A-Za-z0-9._~-]+)");

  /** TubIDs and keys. */
  private static final Set<Integer> USUAL_SEEDS = Set.of(20, 32);

  private static final int LONGEST_SEED = 256;

  private Path furl() {
    return root.resolve("private/storage.furl");
  }

  private Path seed() {
    return root.resolve("permutation-seed");
  }

  /** The swissnum of the storage server that Tahoe ran here, if it did. */
  Optional<Secret> storageSwissnum() throws IOException {
    return readFurl().map(furl -> new Secret(Bytes.utf8(furl.group(2))));
  }

  private Optional<Matcher> readFurl() throws IOException {
    if (Files.notExists(furl())) return Optional.empty();
    Matcher parts = FURL.matcher(TextFiles.read(furl()).strip());
    if (!parts.matches()) throw damaged(furl(), "the FURL of a storage server");
    return Optional.of(parts);
  }

  /**
   * The seed of the storage server's place in permuted orders, from the file. A new file says
   * {@code fresh}, or of a Tahoe node that is older than the file, its TubID, by which clients
   * found its shares.
   */
  public Bytes permutationSeed(Bytes fresh) throws IOException {
    if (Files.notExists(seed())) {
      Bytes first = readFurl().map(furl -> Bytes.ofBase32(furl.group(1))).orElse(fresh);
      OwnerFiles.replace(seed(), first + "\n");
    }
    String text = TextFiles.read(seed());
    try {
      Bytes seed = WholeText.read(text, USUAL_SEEDS);
      if (seed.size() > 0 && seed.size() <= LONGEST_SEED) return seed;
    } catch (IllegalArgumentException malformed) {
      throw damaged(seed(), "a permutation seed in base32");
    }
    throw damaged(seed(), "a permutation seed in base32");
  }

  private static GridException damaged(Path file, String wanted) {
    return new GridException(
        GridException.Kind.BAD_CONFIG,
        Subject.named(file),
        "does not hold what it must: " + wanted);
  }
}
