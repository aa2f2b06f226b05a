package org.truckee.web.member;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.client.directory.vdrive.Roots;
import org.truckee.client.pool.FairSemaphore;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;

/**
 * The members of a running gateway, for its requests. Passphrases are hashed one after the other,
 * the clients in turns, so that many who sign in at once take no more memory than one. Every
 * request is looked up anew: a session that ended, by whatever program, has ended. Thread-safe.
 */
public final class Members {
  /** The beginning of the names that drives have for their upkeep. */
  public static final String DRIVES = "members/";

  private static final long PATIENCE_MILLIS = 30_000;

  private final Path file;
  private final MemberSettings settings;
  private final InstantSource clock;
  private final SecureRandom random;
  private final LongSupplier ticker;
  private final BlockingWork disk;
  private final BlockingWork hashing;
  private final FairSemaphore turns =
      new FairSemaphore("turn for a passphrase", 1, PATIENCE_MILLIS);
  private final PassphraseHash none;
  private final Set<Capability> drives = ConcurrentHashMap.newKeySet();
  private volatile MemberStore store;

  /** The members in {@code file}, which is opened by {@link #open}. */
  public Members(
      Vertx vertx, Path file, MemberSettings settings, InstantSource clock, SecureRandom random) {
    this.file = file;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.ticker = Timers.of(vertx)::nanos;
    this.disk = BlockingWork.onThreads(vertx, "truckee-members", 1);
    this.hashing = BlockingWork.onThreads(vertx, "truckee-passphrases", 1);
    this.none = PassphraseHash.ofNone(settings.cost(), random);
  }

  /** Opens the file; as {@link MemberStore#open}. */
  public Future<Void> open() {
    return disk.run(
        () -> {
          store = MemberStore.open(file, random);
          store.begun().forEach(member -> drives.add(member.drive()));
        });
  }

  /** Closes the file. */
  public Future<Void> close() {
    return hashing
        .close()
        .compose(
            ended ->
                disk.run(
                    () -> {
                      if (store != null) store.close();
                    }))
        .eventually(disk::close);
  }

  /** The clock of waits, in nanoseconds. */
  public LongSupplier ticker() {
    return ticker;
  }

  /** The settings. */
  public MemberSettings settings() {
    return settings;
  }

  /** The member who is signed in by {@code session}, if it is one and lasts. */
  public Future<Optional<Member>> signedIn(Optional<Secret> session) {
    return session.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : disk.ask(() -> store.signedIn(session.get(), clock.instant()));
  }

  /** The member whom {@code link} is for, if it may still be used. */
  public Future<Optional<Member>> withLink(Secret link) {
    return disk.ask(() -> store.withLink(link, clock.instant()));
  }

  /**
   * Signs in the member {@code name}; empty if there is none, or the passphrase is wrong, or the
   * membership is over, and that takes the same time.
   */
  public Future<Optional<MemberStore.SignedIn>> signIn(String name, Passphrase passphrase) {
    return checked(name, passphrase)
        .compose(row -> ifThere(row, seen -> store.signIn(seen, session())));
  }

  /**
   * Gives the member {@code name} the passphrase {@code after} in the place of {@code before}, and
   * ends all sessions but a new one; empty if {@code before} is wrong.
   */
  public Future<Optional<MemberStore.SignedIn>> change(
      String name, Passphrase before, Passphrase after) {
    return checked(name, before)
        .compose(
            row ->
                row.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : hash(after)
                        .compose(hash -> disk.ask(() -> store.change(row.get(), hash, session()))));
  }

  /**
   * Signs in the member whom {@code link} is for, who has {@code passphrase} from then on; empty if
   * the link may not be used any more.
   */
  public Future<Optional<MemberStore.SignedIn>> accept(Secret link, Passphrase passphrase) {
    return hash(passphrase).compose(hash -> disk.ask(() -> store.accept(link, hash, session())));
  }

  private Future<Optional<MemberTable.Row>> checked(String name, Passphrase passphrase) {
    return disk.ask(() -> store.find(name))
        .compose(
            row ->
                hashed(() -> kept(row).fits(passphrase))
                    .map(fits -> row.filter(known -> fits && mayEnter(known))));
  }

  private PassphraseHash kept(Optional<MemberTable.Row> row) {
    return row.flatMap(MemberTable.Row::passphrase).orElse(none);
  }

  private boolean mayEnter(MemberTable.Row row) {
    return row.passphrase().isPresent() && row.member().lasts(clock.instant());
  }

  private Future<PassphraseHash> hash(Passphrase passphrase) {
    return hashed(() -> PassphraseHash.of(passphrase, settings.cost(), random));
  }

  private <T> Future<T> hashed(Callable<T> work) {
    return turns.enter(() -> hashing.ask(work));
  }

  /** A step with a member who was found. */
  private interface Step {
    Optional<MemberStore.SignedIn> take(MemberTable.Row row) throws Exception;
  }

  private Future<Optional<MemberStore.SignedIn>> ifThere(Optional<MemberTable.Row> row, Step step) {
    return row.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : disk.ask(() -> step.take(row.get()));
  }

  private MemberStore.Span session() {
    Instant now = clock.instant();
    return new MemberStore.Span(now, now.plus(settings.session()));
  }

  /** The quota of {@code member}, by which the member's requests are counted. */
  public MemberQuota quota(Member member) {
    return new MemberQuota(member.name(), store.ledger(), settings.quota(), disk, clock);
  }

  /**
   * Notes that {@code files}, by their bytes, were found in the drive of the member {@code name}.
   */
  public Future<Void> keep(String name, Map<StorageIndex, Long> files) {
    return disk.run(() -> store.ledger().keep(name, files, clock.instant()));
  }

  /** The number of sessions of {@code member}. */
  public Future<Integer> sessions(Member member) {
    return disk.ask(() -> store.sessions(member, clock.instant()));
  }

  /** Ends {@code session}, if there is one. */
  public Future<Void> signOut(Optional<Secret> session) {
    return session.isEmpty()
        ? Future.succeededFuture()
        : disk.run(() -> store.signOut(session.get()));
  }

  /** Ends all sessions of {@code member}. */
  public Future<Void> signOutEverywhere(Member member) {
    return disk.run(() -> store.signOutEverywhere(member));
  }

  /** The drive of {@code member}, which is made when it is first asked for. */
  public Future<Capability> drive(Member member, Roots roots) {
    return roots.made(member.drive()).compose(root -> noted(member).map(root));
  }

  private Future<Void> noted(Member member) {
    if (drives.contains(member.drive())) return Future.succeededFuture();
    return disk.run(() -> store.begin(member)).onSuccess(done -> drives.add(member.drive()));
  }

  /** Returns whether {@code root} is the drive of a member. */
  public boolean holds(Capability root) {
    return drives.contains(root);
  }

  /** The drives that are there, by names for their upkeep, which no alias has. Blocks. */
  public Map<String, Capability> drives() {
    Map<String, Capability> named = new TreeMap<>();
    try {
      for (Member member : store.begun()) named.put(DRIVES + member.name(), member.drive());
      return named;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
