package org.truckee.vdrive.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Random;
import java.util.function.Supplier;
import org.truckee.platform.Timers;

/**
 * A bounded number of tries, a little apart, for what the database gives up for the sake of others,
 * and for what meets a connection that has ended: after a restart several may have.
 */
final class Tries {
  private static final int MOST = 10;
  private static final int MOST_CUT_OFF = 4;
  private static final int PAUSE_MILLIS = 20;

  private final Timers timers;
  private final Random random;

  Tries(Vertx vertx, Random random) {
    this.timers = Timers.of(vertx);
    this.random = random;
  }

  /** The result of {@code step}, as often as it takes. */
  <T> Future<T> run(Supplier<Future<T>> step) {
    return run(step, 1);
  }

  private <T> Future<T> run(Supplier<Future<T>> step, int number) {
    return step.get()
        .recover(
            failure ->
                number < most(failure)
                    ? timers.pause(pause(number)).compose(later -> run(step, number + 1))
                    : Future.failedFuture(failure));
  }

  private static int most(Throwable failure) {
    if (PostgresFailure.isGivenUp(failure)) return MOST;
    return PostgresFailure.isCutOff(failure) ? MOST_CUT_OFF : 0;
  }

  /** Those who met each other should not do so again. */
  private long pause(int number) {
    return 1L + random.nextInt(PAUSE_MILLIS * number);
  }
}
