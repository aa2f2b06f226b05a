package org.truckee.web.member;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.VdriveWriteCap;

/**
 * The members of a gateway and their sessions, in one SQLite file, which a gateway and commands
 * have open at the same time. A change is whole and lasts when its method returns. Of passphrases,
 * links and sessions nothing but hashes is kept; of a drive, its write capability. Blocks;
 * thread-safe.
 */
public final class MemberStore implements AutoCloseable {
  /** The most members of a gateway. */
  static final int MOST = 10_000;

  /** The longest time for which anything lasts that has an end. */
  public static final Duration LONGEST = Duration.ofDays(36_500);

  private final MemberDatabase database;
  private final MemberTable members;
  private final SessionTable sessions;
  private final MemberLedger ledger;
  private final RandomGenerator random;

  /** A member who has signed in, and the token of the session. */
  public record SignedIn(Member member, Secret token) {}

  /** A time, and the end of a session that begins then. */
  record Span(Instant now, Instant ends) {}

  private MemberStore(MemberDatabase database, RandomGenerator random) {
    this.database = database;
    this.members = database.members;
    this.sessions = database.sessions;
    this.ledger = new MemberLedger(database);
    this.random = random;
  }

  /**
   * Opens {@code file}, and makes it if it is missing; {@code BAD_CONFIG} if it is damaged, since
   * nothing else leads to the drives in it. {@code random}, a secure one, makes secrets.
   */
  public static MemberStore open(Path file, RandomGenerator random) throws IOException {
    return new MemberStore(MemberDatabase.open(file), random);
  }

  /** What they have stored, and their quotas. */
  public MemberLedger ledger() {
    return ledger;
  }

  /** All members. */
  public synchronized List<Member> all() throws IOException {
    return database.ask(members::all);
  }

  /** Those whose drives are there. */
  synchronized List<Member> begun() throws IOException {
    return database.ask(members::begun);
  }

  /** Notes that the drive of {@code member} is there. */
  synchronized void begin(Member member) throws IOException {
    database.change(() -> members.begin(member));
  }

  /**
   * Adds a member with a drive of its own; {@code CONFLICT} if there is one of that name.
   *
   * @return the secret of the link by which the member signs in before {@code linkEnds}
   */
  public synchronized Secret add(String name, Instant now, Optional<Instant> ends, Instant linkEnds)
      throws IOException {
    Member member = new Member(name, Member.Kind.INVITED, drive(), now, ends);
    Secret link = MemberToken.make(random);
    return database.write(
        () -> {
          if (members.find(name).isPresent())
            throw refused(GridException.Kind.CONFLICT, "there is a member " + name + " already");
          if (members.count() >= MOST)
            throw refused(GridException.Kind.NO_SPACE, "a gateway has at most 10,000 members");
          members.add(member);
          members.link(member, link, linkEnds);
          return link;
        });
  }

  private VdriveWriteCap drive() {
    byte[] key = new byte[VdriveWriteCap.KEY_SIZE];
    random.nextBytes(key);
    return new VdriveWriteCap(new Secret(Bytes.wrap(key)));
  }

  /** Makes a new link for the member {@code name}, in the place of an older one. */
  public synchronized Secret link(String name, Instant linkEnds) throws IOException {
    Secret link = MemberToken.make(random);
    return database.write(
        () -> {
          members.link(known(name), link, linkEnds);
          return link;
        });
  }

  /** Removes the member {@code name}, whose sessions end, and returns who that was. */
  public synchronized Member remove(String name) throws IOException {
    return database.write(
        () -> {
          Member member = known(name);
          sessions.endAll(member);
          database.stored.remove(member);
          members.remove(member);
          return member;
        });
  }

  private Member known(String name) throws SQLException {
    return members
        .find(name)
        .map(MemberTable.Row::member)
        .orElseThrow(
            () -> refused(GridException.Kind.NOT_FOUND, "there is no member of that name"));
  }

  /** The member called {@code name}, with what is kept of the passphrase. */
  synchronized Optional<MemberTable.Row> find(String name) throws IOException {
    return database.ask(() -> members.find(name));
  }

  /** The member with {@code link}, if it may still be used at {@code now}. */
  synchronized Optional<Member> withLink(Secret link, Instant now) throws IOException {
    return database.ask(() -> linked(link, now));
  }

  private Optional<Member> linked(Secret link, Instant now) throws SQLException {
    return members
        .withLink(link)
        .filter(row -> now.isBefore(row.linkEnds()))
        .map(MemberTable.Row::member)
        .filter(member -> member.lasts(now));
  }

  /** The member who is signed in by {@code session} at {@code now}. */
  synchronized Optional<Member> signedIn(Secret session, Instant now) throws IOException {
    return database
        .ask(() -> members.signedIn(session, now).map(MemberTable.Row::member))
        .filter(member -> member.lasts(now));
  }

  /** The number of sessions of {@code member} at {@code now}. */
  synchronized int sessions(Member member, Instant now) throws IOException {
    return database.ask(() -> sessions.count(member, now));
  }

  /** Ends {@code session}. */
  synchronized void signOut(Secret session) throws IOException {
    database.change(() -> sessions.end(session));
  }

  /** Ends all sessions of {@code member}. */
  synchronized void signOutEverywhere(Member member) throws IOException {
    database.change(() -> sessions.endAll(member));
  }

  /**
   * Uses up {@code link}: its member has {@code passphrase} from now on, and no session but a new
   * one. Empty if the link may not be used any more.
   */
  synchronized Optional<SignedIn> accept(Secret link, PassphraseHash passphrase, Span session)
      throws IOException {
    return database.write(
        () -> {
          Optional<Member> member = linked(link, session.now());
          return member.isEmpty()
              ? Optional.<SignedIn>empty()
              : Optional.of(renewed(member.get(), passphrase, session));
        });
  }

  private SignedIn renewed(Member member, PassphraseHash passphrase, Span session)
      throws SQLException {
    members.set(member, passphrase);
    members.unlink(member);
    sessions.endAll(member);
    return begun(member, session);
  }

  private SignedIn begun(Member member, Span session) throws SQLException {
    Secret token = MemberToken.make(random);
    sessions.begin(member, token, session.now(), session.ends());
    return new SignedIn(member, token);
  }

  /**
   * Begins a session of the member in {@code seen}, whose passphrase was right; empty if it is
   * another one meanwhile, or if there is no such member any more.
   */
  synchronized Optional<SignedIn> signIn(MemberTable.Row seen, Span session) throws IOException {
    return database.write(
        () ->
            isStill(seen)
                ? Optional.of(begun(seen.member(), session))
                : Optional.<SignedIn>empty());
  }

  /** The same, with another passphrase from now on; all older sessions end. */
  synchronized Optional<SignedIn> change(
      MemberTable.Row seen, PassphraseHash passphrase, Span session) throws IOException {
    return database.write(
        () ->
            isStill(seen)
                ? Optional.of(renewed(seen.member(), passphrase, session))
                : Optional.<SignedIn>empty());
  }

  private boolean isStill(MemberTable.Row seen) throws SQLException {
    return members
        .find(seen.member().name())
        .filter(row -> row.passphrase().equals(seen.passphrase()))
        .isPresent();
  }

  private static GridException refused(GridException.Kind kind, String reason) {
    return new GridException(kind, reason);
  }

  @Override
  public synchronized void close() throws IOException {
    database.close();
  }
}
