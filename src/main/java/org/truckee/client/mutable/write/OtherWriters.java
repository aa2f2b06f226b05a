package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.client.mutable.read.MutableContext;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.mutable.read.SurveyReach;

/** The waits for other writers of a file, who are at work or were cut off. Event loop only. */
final class OtherWriters {
  private static final long SHORTEST_PAUSE_MILLIS = 40;
  private static final long LONGEST_PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(3);
  private static final int MAX_SETTLING = 10;
  private static final int MAX_DECIDING = 8;

  /** The last looks that must show the same; the pauses between them take some seconds. */
  private static final int STILL = 4;

  private final MutableContext context;

  OtherWriters(MutableContext context) {
    this.context = context;
  }

  /** What {@code survey} shows, beginning with {@code map}, when it is the same twice. */
  Future<ShareMap> settled(ShareMap map, Supplier<Future<ShareMap>> survey) {
    return settled(map, 0, survey);
  }

  private Future<ShareMap> settled(ShareMap map, int waited, Supplier<Future<ShareMap>> survey) {
    if (!map.isMixed() || waited == MAX_SETTLING) return Future.succeededFuture(map);
    return pause(0)
        .compose(rested -> survey.get())
        .compose(
            later ->
                later.sameAs(map)
                    ? Future.succeededFuture(later)
                    : settled(later, waited + 1, survey));
  }

  /**
   * Waits, while all servers answer {@code all} and the file is not clear for {@code lessons}, for
   * writers who are slow. Where none has come for a while, what is left is accepted.
   */
  Future<ShareMap> decided(MutableVerifyCap verify, ShareMap all, Lessons lessons) {
    return decided(verify, all, lessons, 0, 0);
  }

  private Future<ShareMap> decided(
      MutableVerifyCap verify, ShareMap all, Lessons lessons, int waited, int still) {
    if (lessons.isClear(all) || !all.silent().isEmpty()) return Future.succeededFuture(all);
    if (waited == MAX_DECIDING) {
      if (still >= STILL) lessons.certainty().accept(all);
      return Future.succeededFuture(all);
    }
    return pause(waited)
        .compose(rested -> context.survey(verify, SurveyReach.EVERYONE))
        .compose(
            later ->
                decided(verify, later, lessons, waited + 1, later.sameAs(all) ? still + 1 : 0));
  }

  /**
   * A pause of a random length, longer on average after each of {@code earlier} ones, so that
   * writers come apart.
   */
  Future<Void> pause(int earlier) {
    long most = Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS << Math.min(earlier, 10));
    long pause = 1 + context.client().machine().random().nextLong(most);
    return Future.future(promise -> context.client().timers().in(pause, promise::complete));
  }
}
