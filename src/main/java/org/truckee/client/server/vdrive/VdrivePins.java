package org.truckee.client.server.vdrive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.cap.Capability;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.TextFiles;

/**
 * The pins of a gateway, which no later announcement changes: the vdrive servers that it trusts
 * with new directories, the shared drive's directory, and the server of its own root. The
 * configuration names them, or else the first ones met count. They are kept in a file, if there is
 * one, a line for each: {@code server ID}, {@code global CAPABILITY} and {@code home STORAGEINDEX
 * ID}; to begin anew, an owner removes a line. Thread-safe.
 */
public final class VdrivePins {
  private static final Logger LOG = LoggerFactory.getLogger(VdrivePins.class);

  private static final Pattern ID = Pattern.compile("v0-[a-z2-7]{52}");

  private final Optional<Path> file;
  private final Set<String> servers = new LinkedHashSet<>();
  private final Map<StorageIndex, String> homes = new HashMap<>();
  private Optional<Capability> global = Optional.empty();
  private boolean configured;
  private boolean complete;

  private VdrivePins(Optional<Path> file) {
    this.file = file;
  }

  /** Pins that last as long as the process. */
  public static VdrivePins inMemory() {
    return new VdrivePins(Optional.empty());
  }

  /** The pins in {@code file}, none if there is no such file; {@code BAD_CONFIG} if unreadable. */
  public static VdrivePins in(Path file) {
    VdrivePins pins = new VdrivePins(Optional.of(file));
    try {
      if (Files.exists(file)) pins.read(TextFiles.lines(file));
      return pins;
    } catch (IOException e) {
      throw new GridException(GridException.Kind.BAD_CONFIG, FailureText.sentence(e), e);
    }
  }

  /** A pin that is damaged is not passed over: another server would take its place in silence. */
  private void read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++)
      try {
        read(lines.get(i));
      } catch (IllegalArgumentException | GridException e) {
        throw new GridException(
            GridException.Kind.BAD_CONFIG,
            Subject.named("%s: line %d".formatted(file.orElseThrow(), i + 1)),
            "is damaged: repair it, or remove it, so that what is met first counts anew",
            e);
      }
  }

  private void read(String line) {
    String[] words = line.strip().split(" +", -1);
    if (words[0].isEmpty()) return;
    if (words[0].equals("server") && words.length == 2) servers.add(checked(words[1]));
    else if (words[0].equals("global") && words.length == 2)
      global = Optional.of(Capability.parse(words[1]));
    else if (words[0].equals("home") && words.length == 3)
      homes.put(StorageIndex.parse(words[1]), checked(words[2]));
    else throw new IllegalArgumentException("a line begins with " + words[0]);
  }

  private static String checked(String id) {
    if (!ID.matcher(id).matches()) throw new IllegalArgumentException("no id of a server: " + id);
    return id;
  }

  private void save() {
    if (file.isEmpty()) return;
    StringBuilder text = new StringBuilder();
    servers.forEach(id -> text.append("server ").append(id).append('\n'));
    global.ifPresent(cap -> text.append("global ").append(cap.toUri()).append('\n'));
    homes.forEach((at, id) -> text.append("home " + at + " " + id + "\n"));
    try {
      OwnerFiles.replace(file.get(), text.toString());
    } catch (IOException e) {
      LOG.warn("the pins of vdrive servers can't be kept in {}", file.get(), e);
    }
  }

  /** Trusts the server {@code id} from now on. */
  public synchronized void trust(String id) {
    if (servers.add(id)) save();
  }

  /** Trusts no other server, not even the first of all. */
  public synchronized void trustNobodyNew() {
    complete = true;
  }

  /** Trusts the server {@code id} if it is the first of all. */
  synchronized void trustFirst(String id) {
    if (servers.isEmpty() && !complete) trust(id);
  }

  /** Returns whether the server {@code id} is trusted. */
  synchronized boolean trusts(String id) {
    return servers.contains(id);
  }

  /** Returns whether no server is trusted. */
  synchronized boolean trustNone() {
    return servers.isEmpty();
  }

  /** The shared drive's directory for this gateway. */
  public synchronized Optional<Capability> global() {
    return global;
  }

  /** Takes {@code root} for the shared drive's directory, since the configuration says so. */
  public synchronized void configureGlobal(Capability root) {
    pinGlobal(root);
    configured = true;
  }

  /**
   * Takes no directory for the shared drive's, since the configuration names one that can't be
   * used.
   */
  public synchronized void withoutGlobal() {
    global = Optional.empty();
    configured = true;
  }

  /**
   * Takes {@code root} for the shared drive's directory from now on, unless another is configured.
   */
  synchronized void pinGlobal(Capability root) {
    if (configured || global.filter(root::equals).isPresent()) return;
    global = Optional.of(root);
    save();
  }

  /** The pinned server of {@code directory}, if there is one. */
  synchronized Optional<String> home(StorageIndex directory) {
    return Optional.ofNullable(homes.get(directory));
  }

  /** Pins the server {@code id} for {@code directory}. */
  synchronized void pinHome(StorageIndex directory, String id) {
    servers.add(id);
    homes.put(directory, id);
    save();
  }
}
