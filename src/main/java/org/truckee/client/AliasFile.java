package org.truckee.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.cap.Capability;

/**
 * The aliases of a gateway's owner, which commands write: {@code NAME: CAPABILITY} a line. The file
 * is read anew when it has changed; a line that is no alias is passed over. Thread-safe.
 */
public final class AliasFile {
  private static final Logger LOG = LoggerFactory.getLogger(AliasFile.class);
  private static final int MAX_SIZE = 16 << 20;

  /** The signs of one state of the file. */
  private record Stamp(Object changed, long size) {}

  private final Path file;
  private Optional<Stamp> seen = Optional.empty();
  private Map<String, Capability> named = Map.of();
  private Set<Capability> all = Set.of();

  /** The aliases in {@code file}, which need not be there. */
  public AliasFile(Path file) {
    this.file = file;
  }

  /** The directories by their names, as they are now. */
  public synchronized Map<String, Capability> now() {
    readAgain();
    return named;
  }

  /** Returns whether an alias stands for {@code capability} now. */
  public synchronized boolean holds(Capability capability) {
    readAgain();
    return all.contains(capability);
  }

  private void readAgain() {
    // A look for what is not there would cost each request an exception.
    if (seen.isEmpty() && !file.toFile().exists()) return;
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Optional<Stamp> stamp = Optional.of(new Stamp(now.lastModifiedTime(), now.size()));
      if (!stamp.equals(seen)) take(read(now.size()));
      seen = stamp;
    } catch (NoSuchFileException absent) {
      seen = Optional.empty();
      take(Map.of());
    } catch (IOException e) {
      LOG.warn("{} can't be read; the aliases that it had still count", file.getFileName(), e);
    }
  }

  private void take(Map<String, Capability> read) {
    named = Map.copyOf(read);
    all = Set.copyOf(read.values());
  }

  private Map<String, Capability> read(long size) throws IOException {
    if (size > MAX_SIZE) throw new IOException("it has more than " + MAX_SIZE + " bytes");
    Map<String, Capability> read = new LinkedHashMap<>();
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) add(line.strip(), read);
    return read;
  }

  private static void add(String line, Map<String, Capability> read) {
    int colon = line.indexOf(':');
    if (colon < 1 || line.startsWith("#")) return;
    try {
      read.put(line.substring(0, colon), Capability.parse(line.substring(colon + 1).strip()));
    } catch (GridException noAlias) {
      LOG.warn("an alias does not stand for a capability and is passed over");
    }
  }
}
