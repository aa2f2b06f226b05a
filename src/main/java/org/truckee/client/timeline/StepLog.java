package org.truckee.client.timeline;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.platform.Ticker;

/** The latest steps of a timeline, and those that failed. Thread-safe. */
final class StepLog {
  private static final int MOST_STEPS = 400;
  private static final long LEFT_OFF_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Ticker ticker;
  private final long origin;
  private final Deque<Entry> steps = new ArrayDeque<>();
  private final Set<Integer> closed = new HashSet<>();
  private int forgotten;
  private boolean kept = true;

  /** A step that may still be under way. */
  private static final class Entry {
    Step step;

    Entry(Step step) {
      this.step = step;
    }
  }

  /** A log that begins now, by {@code ticker}. */
  StepLog(Ticker ticker) {
    this.ticker = ticker;
    this.origin = ticker.nanos();
  }

  /** Nanoseconds since the beginning. */
  long elapsed() {
    return ticker.nanos() - origin;
  }

  /** Notes the end of {@code task}, which begins now. Returns {@code future}. */
  <T> Future<T> watch(Step.Task task, Future<T> future) {
    Entry entry = add(new Step(task, elapsed(), -1, null));
    return entry == null ? future : future.onComplete(done -> end(entry, done.cause()));
  }

  private synchronized Entry add(Step step) {
    if (!kept) return null;
    Entry entry = new Entry(step);
    steps.add(entry);
    if (steps.size() > MOST_STEPS) forgetOne();
    return entry;
  }

  /** Forgets the oldest step that tells of no failure. */
  private void forgetOne() {
    Entry oldest =
        steps.stream().filter(e -> e.step.failure() == null).findFirst().orElse(steps.peek());
    steps.remove(oldest);
    forgotten++;
  }

  private synchronized void end(Entry entry, Throwable cause) {
    Step step = entry.step;
    if (!step.underWay()) return;
    String why = cause == null || isGuess(step, cause) ? null : FailureText.sentence(cause);
    entry.step = new Step(step.task(), step.began(), elapsed() - step.began(), why);
    if (cause == null && step.work() == Step.Work.CLOSE) closed.add(step.share());
  }

  /** A share that is opened at a venture may not be there: that is an answer, and no failure. */
  private static boolean isGuess(Step step, Throwable cause) {
    return step.work() == Step.Work.OPEN && GridException.is(cause, GridException.Kind.NOT_FOUND);
  }

  /** Lets go of all steps: nobody will ask for them. */
  synchronized void forget() {
    kept = false;
    steps.clear();
  }

  /** Returns whether nothing is under way, and nothing has been for a while. */
  synchronized boolean leftOff() {
    if (steps.stream().anyMatch(entry -> entry.step.underWay())) return false;
    Entry last = steps.peekLast();
    long since = last == null ? 0 : last.step.began() + last.step.took();
    return elapsed() - since > LEFT_OFF_NANOS;
  }

  /** The number of shares that servers keep for good. */
  synchronized int closed() {
    return closed.size();
  }

  /** The number of steps that were forgotten to keep the log small. */
  synchronized int forgotten() {
    return forgotten;
  }

  /** The steps, in the order in which they began. */
  synchronized List<Step> steps() {
    return steps.stream().map(entry -> entry.step).toList();
  }
}
