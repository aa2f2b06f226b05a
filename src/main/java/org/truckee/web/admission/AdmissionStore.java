package org.truckee.web.admission;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.SqliteLibrary;
import org.truckee.web.failure.AdmissionRefused;
import org.truckee.web.page.Amount;

/**
 * The networks that are admitted, what each has stored, and the challenges that were spent, in one
 * SQLite file. Bytes are counted before they are stored, so a process that is killed has counted
 * too many and never too few. An admission survives a power cut; of bytes, the last moments may be
 * lost by one. Both lists are bounded: what is full takes nobody new, and forgets nothing that
 * still counts. A clock that moves back brings no spent challenge back, and makes no admission
 * longer than its period. Blocks; thread-safe.
 */
final class AdmissionStore implements AutoCloseable {
  /** The most spent challenges, of which each lasts until it expires. */
  static final int MOST_SPENT = 100_000;

  private final Connection connection;
  private final AdmissionTables tables;
  private final AdmissionSettings settings;
  private final int mostSpent;

  private AdmissionStore(Connection connection, AdmissionSettings settings, int mostSpent) {
    this.connection = connection;
    this.tables = new AdmissionTables(connection);
    this.settings = settings;
    this.mostSpent = mostSpent;
  }

  /** Opens {@code file}, and makes it if it is missing; {@code BAD_CONFIG} if it is damaged. */
  static AdmissionStore open(Path file, AdmissionSettings settings) throws IOException {
    return open(file, settings, MOST_SPENT);
  }

  static AdmissionStore open(Path file, AdmissionSettings settings, int mostSpent)
      throws IOException {
    OwnerFiles.directories(file.getParent());
    SqliteLibrary.load(file.getParent());
    try {
      OwnerFiles.make(file);
      return new AdmissionStore(AdmissionSchema.open(file), settings, mostSpent);
    } catch (SQLException e) {
      throw new GridException(
          GridException.Kind.BAD_CONFIG,
          Subject.named(file),
          "can't be used; without it, what strangers have stored is forgotten: "
              + FailureText.sentence(e),
          e);
    }
  }

  /** The admission of {@code network} at {@code now}, if it has one. */
  synchronized Optional<AdmittedNetwork> standing(String network, Instant now) throws IOException {
    return write(() -> current(network, now));
  }

  /** The bits that an admission costs at {@code now}. */
  synchronized int price(Instant now) throws IOException {
    return write(() -> settings.price().bits(tables.admitted(now.minus(Duration.ofHours(1)), now)));
  }

  /**
   * Admits the network of {@code challenge}, which was met, and spends it. A network that is
   * admitted already stays as it is, and spends nothing. {@code FORBIDDEN} if it is spent, {@code
   * BUSY} if there is no room for another one.
   */
  synchronized AdmittedNetwork admit(Challenge challenge, Instant now) throws IOException {
    write(
        () -> {
          tables.shorten(now.plus(settings.period()), now.plus(Challenge.LIFETIME));
          return true;
        });
    return lasting(
        () -> {
          if (tables.isSpent(challenge.salt()) || !challenge.expires().isAfter(tables.forgotten()))
            throw new AdmissionRefused(
                GridException.Kind.FORBIDDEN,
                "this proof of work was used already, or is too old to tell",
                "a new one is needed");
          Optional<AdmittedNetwork> before = current(challenge.network(), now);
          if (before.isPresent()) return before.get();
          makeRoom(now);
          tables.spend(challenge);
          AdmittedNetwork standing = new AdmittedNetwork(now, now.plus(settings.period()), 0);
          tables.put(challenge.network(), standing);
          return standing;
        });
  }

  private void makeRoom(Instant now) throws SQLException {
    tables.forgetExpired(now);
    tables.removeEnded(now);
    if (tables.spent() >= mostSpent) throw full(tables.nextExpiry(), now);
    if (tables.networks() >= settings.networks()) throw full(tables.nextEnd(), now);
  }

  private static AdmissionRefused full(Instant until, Instant now) {
    return new AdmissionRefused(
        GridException.Kind.BUSY,
        Duration.between(now, until).toSeconds() + 1,
        "as many strangers are admitted here as can be counted",
        "the next one is let in after " + Amount.time(until));
  }

  /**
   * Counts {@code bytes} for {@code network}; the admission that they are counted by. {@code
   * FORBIDDEN} if it has none, {@code NO_SPACE} if it has stored too much, {@code TOO_LARGE} if
   * that is too much for any.
   */
  synchronized AdmittedNetwork reserve(String network, long bytes, Instant now) throws IOException {
    return write(
        () -> {
          AdmittedNetwork standing =
              current(network, now).orElseThrow(() -> QuotaRefusals.notAdmitted(settings));
          if (bytes > settings.quota()) throw QuotaRefusals.tooLarge(settings, bytes);
          if (bytes > settings.quota() - standing.used())
            throw QuotaRefusals.overQuota(settings, standing, bytes, now);
          AdmittedNetwork counted =
              new AdmittedNetwork(standing.admitted(), standing.ends(), standing.used() + bytes);
          tables.put(network, counted);
          return counted;
        });
  }

  /** Counts {@code bytes} no more that were reserved by {@code admission} of {@code network}. */
  synchronized void giveBack(String network, AdmittedNetwork admission, long bytes)
      throws IOException {
    write(
        () -> {
          Optional<AdmittedNetwork> now =
              tables.find(network).filter(row -> row.admitted().equals(admission.admitted()));
          if (now.isPresent())
            tables.put(
                network,
                new AdmittedNetwork(
                    now.get().admitted(), now.get().ends(), Math.max(0, now.get().used() - bytes)));
          return now;
        });
  }

  /** The admission of {@code network} at {@code now}, with an end that is not too far away. */
  private Optional<AdmittedNetwork> current(String network, Instant now) throws SQLException {
    Optional<AdmittedNetwork> found = tables.find(network).filter(one -> one.ends().isAfter(now));
    Instant latest = now.plus(settings.period());
    if (found.isEmpty() || !found.get().ends().isAfter(latest)) return found;
    AdmittedNetwork shorter =
        new AdmittedNetwork(found.get().admitted(), latest, found.get().used());
    tables.put(network, shorter);
    return Optional.of(shorter);
  }

  /** A step on the tables. */
  private interface Step<T> {
    T take() throws SQLException;
  }

  private <T> T lasting(Step<T> step) throws IOException {
    try {
      execute("PRAGMA synchronous = FULL");
      try {
        return write(step);
      } finally {
        execute("PRAGMA synchronous = NORMAL");
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private <T> T write(Step<T> step) throws IOException {
    try {
      execute("BEGIN IMMEDIATE");
      boolean done = false;
      try {
        T result = step.take();
        execute("COMMIT");
        done = true;
        return result;
      } finally {
        if (!done) execute("ROLLBACK");
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IOException failed(SQLException e) {
    return new IOException("the file of admissions fails: " + FailureText.sentence(e), e);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
