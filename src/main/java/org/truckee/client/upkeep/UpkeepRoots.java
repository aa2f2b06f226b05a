package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.cap.Capability;
import org.truckee.client.upkeep.entrust.Entrustments;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.platform.BlockingWork;

/**
 * The roots that are kept up: the gateway's private drive, the aliases in the gateway's own
 * directory, those that somebody added, and what others entrusted. Two names of one directory are
 * one root, under the first name.
 */
public final class UpkeepRoots {
  private static final Logger LOG = LoggerFactory.getLogger(UpkeepRoots.class);

  /** The name of the private drive, which no alias and no added root can have. */
  public static final String PRIVATE = "private:";

  private final Supplier<Future<Optional<Capability>>> drive;
  private final Supplier<Map<String, Capability>> aliases;
  private final ListedRoots listed;
  private final Entrustments entrusted;
  private final BlockingWork disk;
  private volatile Function<List<KeptThing>, Future<Void>> seen =
      unheard -> Future.succeededFuture();

  /**
   * The roots of a gateway.
   *
   * @param drive its private drive, if there is one now; a failure leaves it out until another time
   * @param aliases the directories that its owner has names for; may block
   * @param file the file of those that somebody added
   * @param entrusted what others entrusted
   */
  public UpkeepRoots(
      Supplier<Future<Optional<Capability>>> drive,
      Supplier<Map<String, Capability>> aliases,
      Path file,
      Entrustments entrusted,
      BlockingWork disk) {
    this.drive = drive;
    this.aliases = aliases;
    this.listed = new ListedRoots(file);
    this.entrusted = entrusted;
    this.disk = disk;
  }

  /** Has {@code listener} told of the things below a root, some at a time, as a walk finds them. */
  public void tellOfSeen(Function<List<KeptThing>, Future<Void>> listener) {
    seen = listener;
  }

  /** Tells that a walk found {@code things}. */
  Future<Void> tellOf(List<KeptThing> things) {
    return seen.apply(things);
  }

  /** What others entrusted. */
  Entrustments entrusted() {
    return entrusted;
  }

  /** All roots at {@code now}; entrustments that are over are none any more. */
  Future<List<UpkeepRoot>> all(Instant now) {
    return entrusted.roots(now).compose(taken -> directories().map(own -> together(own, taken)));
  }

  private static List<UpkeepRoot> together(List<UpkeepRoot> own, Set<String> taken) {
    List<UpkeepRoot> all = new ArrayList<>(own);
    for (String name : taken) all.add(new UpkeepRoot(name, Optional.empty()));
    return all;
  }

  /** The roots that are directories. */
  Future<List<UpkeepRoot>> directories() {
    return drive
        .get()
        .recover(failure -> Future.succeededFuture(without(failure)))
        .compose(own -> disk.ask(() -> together(own)));
  }

  private static Optional<Capability> without(Throwable failure) {
    LOG.info("upkeep leaves the private drive out for now: {}", FailureText.sentence(failure));
    return Optional.empty();
  }

  private List<UpkeepRoot> together(Optional<Capability> own) throws IOException {
    Map<Object, UpkeepRoot> roots = new LinkedHashMap<>();
    own.ifPresent(directory -> add(new UpkeepRoot(PRIVATE, directory), roots));
    for (Map.Entry<String, Capability> alias : new TreeMap<>(aliases.get()).entrySet())
      if (alias.getValue().isDirectory() && alias.getValue().readCap().isPresent())
        add(new UpkeepRoot(alias.getKey() + ":", alias.getValue()), roots);
    for (UpkeepRoot root : listed.all()) add(root, roots);
    return List.copyOf(roots.values());
  }

  private static void add(UpkeepRoot root, Map<Object, UpkeepRoot> roots) {
    Object same =
        root.directory()
            .flatMap(Capability::verifyCap)
            .map(Object.class::cast)
            .orElse(root.directory());
    roots.putIfAbsent(same, root);
  }

  /** Adds a root; as {@link ListedRoots#add}. */
  Future<UpkeepRoot> add(String name, String capability) {
    return disk.ask(() -> listed.add(name, capability));
  }

  /** Removes a root that was added; as {@link ListedRoots#remove}. */
  Future<Void> remove(String name) {
    return disk.run(() -> listed.remove(name));
  }
}
