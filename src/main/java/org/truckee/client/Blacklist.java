package org.truckee.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.cap.Capability;

/**
 * What nobody may read or change by way of this gateway, whatever capability they have. It stands
 * in a file, a storage index in base32 and a reason on each line (Tahoe's {@code
 * access.blacklist}), which is read anew when it has changed. Lines that begin with {@code #} are
 * comments. Thread-safe.
 */
public final class Blacklist {
  private static final Logger LOG = LoggerFactory.getLogger(Blacklist.class);
  private static final int MAX_SIZE = 16 << 20;

  /** What tells one state of the file from another; null if it is not there. */
  private record Stamp(Object changed, long size) {}

  private final Optional<Path> file;
  private Stamp seen;
  private Map<String, String> reasons = Map.of();

  private Blacklist(Optional<Path> file) {
    this.file = file;
  }

  /** One with nothing on it. */
  public static Blacklist none() {
    return new Blacklist(Optional.empty());
  }

  /** The one in {@code file}, which need not be there. */
  public static Blacklist in(Path file) {
    return new Blacklist(Optional.of(file));
  }

  /** Fails with {@code FORBIDDEN}, and the reason, if what {@code cap} names is on it. */
  public void check(Capability cap) {
    Map<String, String> held = held();
    if (held.isEmpty()) return;
    cap.verifyCap()
        .map(verify -> held.get(verify.storageIndex().toString()))
        .ifPresent(Blacklist::refuse);
  }

  /** The test whether a capability names something that is on it now; reads the file once. */
  public Predicate<Capability> now() {
    Map<String, String> held = held();
    return cap ->
        !held.isEmpty()
            && cap.verifyCap()
                .map(verify -> held.containsKey(verify.storageIndex().toString()))
                .orElse(false);
  }

  private static void refuse(String reason) {
    throw new GridException(GridException.Kind.FORBIDDEN, "Access Prohibited: " + reason);
  }

  private synchronized Map<String, String> held() {
    file.ifPresent(this::readAgain);
    return reasons;
  }

  private void readAgain(Path path) {
    // A look for what is not there would cost each request an exception.
    if (seen == null && !path.toFile().exists()) return;
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      Stamp stamp = new Stamp(now.lastModifiedTime(), now.size());
      if (stamp.equals(seen)) return;
      reasons = read(path, now.size());
      seen = stamp;
    } catch (NoSuchFileException absent) {
      seen = null;
      reasons = Map.of();
    } catch (IOException e) {
      LOG.warn("{} can't be read; the entries that it had stay prohibited", path.getFileName(), e);
    }
  }

  private static Map<String, String> read(Path path, long size) throws IOException {
    if (size > MAX_SIZE) throw new IOException("it has more than " + MAX_SIZE + " bytes");
    Map<String, String> read = new HashMap<>();
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    for (String line : text.replaceFirst("^\ufeff", "").split("\n", -1)) add(line.strip(), read);
    return read;
  }

  private static void add(String line, Map<String, String> read) {
    if (line.isEmpty() || line.startsWith("#")) return;
    String[] parts = line.split("\\s+", 2);
    if (!parts[0].matches("[a-z2-7]{26}"))
      LOG.warn("a line of the blacklist does not begin with a storage index and is passed over");
    else read.put(parts[0], parts.length < 2 ? "no reason given" : parts[1]);
  }
}
