package org.truckee.client.server.connection;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.truckee.FailureText;
import org.truckee.platform.Ticker;

/**
 * The health of one server, as the calls to it have shown. A server that failed, or that dawdled
 * while others had answered, is suspected until it answers a poll. A server that dawdles again soon
 * after, or leaves its next call unanswered though it answers polls, stays suspected for longer
 * each time. Thread-safe.
 */
public final class ServerHealth {
  private static final long RELAPSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** The ways to become suspected: how many doublings of the time one more costs, and the most. */
  private enum Offence {
    AWAY(0, 0),
    DAWDLED(1, 5),
    SILENT(4, 8);

    private final int doublings;
    private final int most;

    Offence(int doublings, int most) {
      this.doublings = doublings;
      this.most = most;
    }
  }

  /**
   * A failure.
   *
   * @param at when it was noticed
   * @param since when the first of the failures was noticed between which nothing succeeded
   * @param reason the cause, in a sentence that names the server
   */
  public record Failure(Instant at, Instant since, String reason) {}

  /**
   * The known state.
   *
   * @param reachable whether the latest call succeeded; a poll does not make up for other calls
   *     that the server answered with an error
   * @param lastContact when the server last answered at all
   * @param lastFailure the latest failure, which may be over
   */
  public record State(
      boolean reachable, Optional<Instant> lastContact, Optional<Failure> lastFailure) {}

  private final InstantSource clock;
  private final Ticker ticker;
  private volatile State state = new State(false, Optional.empty(), Optional.empty());
  private volatile boolean suspected;
  private volatile Runnable onSuspicion = () -> {};
  private volatile Consumer<State> onChange = state -> {};
  private boolean refuses;
  private boolean onlyPolled;
  private int doublings;
  private long suspectedUntil;
  private long clearedAt;

  /** The health of a server of which nothing is known yet. */
  public ServerHealth(InstantSource clock, Ticker ticker) {
    this.clock = clock;
    this.ticker = ticker;
    this.clearedAt = ticker.nanos() - RELAPSE_NANOS;
  }

  /** Runs {@code action} whenever a suspicion begins. */
  void onSuspicion(Runnable action) {
    onSuspicion = action;
  }

  /** Tells {@code listener} when the server comes or goes, or is away for another reason. */
  public void onChange(Consumer<State> listener) {
    onChange = listener;
  }

  /** The known state now. */
  public State state() {
    return state;
  }

  /** Returns whether it has never answered, so that only its announcement says that it is there. */
  public boolean isUnproven() {
    return state.lastContact().isEmpty();
  }

  /** Returns whether others are to be asked first, and this server is not to be waited for. */
  public boolean suspected() {
    return suspected;
  }

  /** Notes that the server carried out a call. */
  synchronized void succeeded() {
    refuses = false;
    onlyPolled = false;
    note(true);
  }

  /** Notes that the server answered a poll. */
  synchronized void polled() {
    note(!refuses);
    if (!suspected || ticker.nanos() - suspectedUntil < 0) return;
    suspected = false;
    onlyPolled = true;
    clearedAt = ticker.nanos();
  }

  private void note(boolean reachable) {
    change(new State(reachable, Optional.of(clock.instant()), state.lastFailure()));
  }

  /** Tells the listener of a change, once. */
  private void change(State next) {
    boolean changes =
        next.reachable() != state.reachable()
            || (!next.reachable() && !reason(next).equals(reason(state)));
    state = next;
    if (changes) onChange.accept(next);
  }

  private static String reason(State state) {
    return state.lastFailure().map(Failure::reason).orElse("");
  }

  /** Notes that the server answered with an error of its own, as {@code reason} tells. */
  void refused(String reason) {
    synchronized (this) {
      fail(Optional.of(clock.instant()), reason);
      refuses = true;
    }
    suspect(Offence.AWAY);
  }

  /** Notes that the server gave no good answer, as {@code reason} tells. */
  void failed(Throwable reason) {
    failed(reason, Offence.AWAY);
  }

  /**
   * Notes that the server left a call unanswered until its time was up, as {@code reason} tells.
   */
  void fellSilent(Throwable reason) {
    failed(reason, Offence.SILENT);
  }

  private void failed(Throwable reason, Offence offence) {
    synchronized (this) {
      fail(state.lastContact(), FailureText.sentence(reason));
    }
    suspect(offence);
  }

  private void fail(Optional<Instant> contact, String reason) {
    Instant now = clock.instant();
    Optional<Instant> before =
        state.reachable() ? Optional.empty() : state.lastFailure().map(Failure::since);
    Failure failure = new Failure(now, before.orElse(now), reason);
    change(new State(false, contact, Optional.of(failure)));
  }

  /** Notes that the server let somebody wait while others had answered. */
  public void dawdled() {
    suspect(Offence.DAWDLED);
  }

  private void suspect(Offence offence) {
    synchronized (this) {
      if (suspected) return;
      long now = ticker.nanos();
      boolean again = onlyPolled || now - clearedAt < RELAPSE_NANOS;
      if (!again) doublings = 0;
      else if (offence.most > 0) doublings = Math.min(offence.most, doublings + offence.doublings);
      boolean longer = doublings > 0 && offence.most > 0;
      suspectedUntil = now + (longer ? TimeUnit.SECONDS.toNanos(1L << doublings) / 2 : 0);
      suspected = true;
    }
    onSuspicion.run();
  }
}
