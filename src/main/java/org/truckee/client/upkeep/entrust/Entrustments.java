package org.truckee.client.upkeep.entrust;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.VerifyCap;
import org.truckee.client.upkeep.plan.Origin;
import org.truckee.mutable.RepairRight;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.entrust.CareReport;
import org.truckee.protocol.entrust.Entrusted;
import org.truckee.protocol.entrust.Entrustment;

/**
 * The entrustments that this gateway took in, by their names. Of one whose file is damaged nothing
 * more is known than upkeep remembers: it stays, without repairs and reports, until it is taken in
 * again or removed. Thread-safe.
 */
public final class Entrustments {
  private static final Logger LOG = LoggerFactory.getLogger(Entrustments.class);
  private static final int MOST = 256;

  private final EntrustmentFiles files;
  private final BlockingWork disk;
  private final Map<String, TakenEntrustment> taken = new ConcurrentSkipListMap<>();
  private final Set<String> damaged = new ConcurrentSkipListSet<>();
  private final Map<String, CareReport> reported = new ConcurrentSkipListMap<>();
  private boolean loaded;

  /** Those that are kept in {@code directory}, which need not be there. */
  public Entrustments(Path directory, BlockingWork disk) {
    this.files = new EntrustmentFiles(directory);
    this.disk = disk;
  }

  /** All of them but those that are damaged. */
  public Future<List<TakenEntrustment>> all() {
    return disk.ask(
        () -> {
          load();
          return List.copyOf(taken.values());
        });
  }

  private synchronized void load() throws IOException {
    if (loaded) return;
    for (String name : files.names()) {
      read(name);
      files.report(name).ifPresent(last -> reported.put(name, last.report()));
    }
    loaded = true;
  }

  private void read(String name) {
    try {
      taken.put(name, TakenEntrustment.of(name, files.read(name)));
    } catch (GridException | IOException damage) {
      LOG.warn("what \"{}\" entrusts is damaged: {}", name, FailureText.sentence(damage));
      damaged.add(name);
    }
  }

  /** The names of those that are damaged, as far as they were looked at. */
  public List<String> damaged() {
    return List.copyOf(damaged);
  }

  /**
   * Takes {@code whole}, which {@code text} says, in under that name; a newer one of the same owner
   * takes the place of an earlier one. {@code CONFLICT} if another owner's has the name.
   */
  public Future<TakenEntrustment> add(String name, Entrustment whole, String text) {
    return disk.ask(() -> addNow(TakenEntrustment.of(name, whole), text));
  }

  private synchronized TakenEntrustment addNow(TakenEntrustment added, String text)
      throws IOException {
    load();
    TakenEntrustment before = taken.get(added.name());
    if (before != null && !before.owner().equals(added.owner()))
      throw new GridException(
          GridException.Kind.CONFLICT, "another owner's entrustment was taken in under that name");
    if (before == null && taken.size() >= MOST)
      throw new GridException(
          GridException.Kind.TOO_LARGE, "this gateway cares for " + MOST + " entrustments already");
    files.put(added.name(), text);
    taken.put(added.name(), added);
    damaged.remove(added.name());
    return added;
  }

  /** Removes the one of that name; {@code NOT_FOUND} if there is none. */
  public Future<Void> remove(String name) {
    return disk.run(() -> removeNow(name));
  }

  private synchronized void removeNow(String name) throws IOException {
    load();
    if (!taken.containsKey(name) && !damaged.contains(name)) throw unknown();
    files.remove(name);
    taken.remove(name);
    damaged.remove(name);
    reported.remove(name);
  }

  private static GridException unknown() {
    return new GridException(
        GridException.Kind.NOT_FOUND, "no entrustment was taken in under that name");
  }

  /** The owner's wishes for the things of the one of that name, if there is one to be read. */
  public Optional<Entrustment.Policy> policy(String name) {
    return Optional.ofNullable(taken.get(name)).map(TakenEntrustment::policy);
  }

  /** The things of the one of that name. */
  public Future<List<Entrusted>> things(String name) {
    return disk.ask(() -> files.read(name).things());
  }

  /** The power over the shares of {@code file} that the one of that name gives, if it does. */
  public Future<Optional<RepairRight>> right(String name, VerifyCap file) {
    return file instanceof MutableVerifyCap mutable
        ? disk.ask(() -> files.enablerMaster(name, file))
            .map(found -> found.map(secret -> new RepairRight(mutable, secret)))
        : Future.succeededFuture(Optional.empty());
  }

  /** The last report about the one of that name. */
  public Optional<CareReport> reported(String name) {
    return Optional.ofNullable(reported.get(name));
  }

  /** The text of the last report about the one of that name; {@code NOT_FOUND} if there is none. */
  public Future<String> reportText(String name) {
    return disk.ask(
        () -> {
          load();
          if (!taken.containsKey(name)) throw unknown();
          return files
              .reportText(name)
              .orElseThrow(
                  () ->
                      new GridException(
                          GridException.Kind.NOT_FOUND,
                          "there is no report yet: not everything has been checked"));
        });
  }

  /** Keeps {@code report}, which {@code text} says, as the last one about the one of that name. */
  Future<Void> keepReport(String name, CareReport report, String text) {
    return disk.run(
        () -> {
          synchronized (this) {
            if (!taken.containsKey(name)) return;
            files.putReport(name, text);
            reported.put(name, report);
          }
        });
  }

  /** Those whose last day is not over at {@code now}. */
  public Future<List<TakenEntrustment>> current(Instant now) {
    return all().map(some -> some.stream().filter(each -> !each.policy().isOver(now)).toList());
  }

  /** The names of upkeep's roots at {@code now}: those that are current, and those damaged. */
  public Future<Set<String>> roots(Instant now) {
    return current(now)
        .map(
            some -> {
              Set<String> roots = new TreeSet<>();
              some.forEach(each -> roots.add(each.root()));
              damaged.forEach(name -> roots.add(Origin.entrustedRoot(name)));
              return roots;
            });
  }
}
