package org.truckee.web.admission;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.web.body.Allowance;

/**
 * The allowance of one request whose sender may be a stranger, which is found out when something is
 * to be stored. What is stored counts with the bytes of the body, and with {@link #LEAST} at least.
 * It is counted before: all of a body that announced its length, and else {@link #STEP} after
 * {@link #STEP}; what was not needed is given back. Of a form, {@link #FREE} bytes come in before
 * they are counted, since it may tell only in its body that it stores nothing. Event loop only.
 */
final class StrangersAllowance implements Allowance {
  /** The least that anything counts, however small it is. */
  static final long LEAST = 4 << 10;

  /** The bytes that are counted at a time while it is not known how many will come. */
  static final long STEP = 1 << 20;

  /** The bytes of a form that come in before they are counted. */
  static final long FREE = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(StrangersAllowance.class);

  private final Admissions admissions;
  private final String network;
  private final OptionalLong announced;
  private final Supplier<Future<Boolean>> stranger;
  private Future<Void> opened;
  private Optional<AdmittedNetwork> admission = Optional.empty();
  private boolean everything;
  private boolean stores;
  private boolean ended;
  private long reserved;
  private long received;

  /**
   * The allowance of a request from {@code network}, whose body has the length that is {@code
   * announced}; {@code stranger} tells whether it is a stranger's.
   */
  StrangersAllowance(
      Admissions admissions,
      String network,
      OptionalLong announced,
      Supplier<Future<Boolean>> stranger) {
    this.admissions = admissions;
    this.network = network;
    this.announced = announced;
    this.stranger = stranger;
  }

  /** The length that the body of {@code request} will have; empty if it does not say it. */
  static OptionalLong announced(HttpServerRequest request) {
    if (request.getHeader("Transfer-Encoding") != null) return OptionalLong.empty();
    String length = request.getHeader("Content-Length");
    if (length == null) return OptionalLong.of(0);
    return length.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(length))
        : OptionalLong.empty();
  }

  @Override
  public Future<Void> take(int bytes) {
    received += bytes;
    if (everything || received <= Math.max(reserved, opened == null ? FREE : 0))
      return Future.succeededFuture();
    return opened().compose(open -> enough());
  }

  @Override
  public Future<Void> begin() {
    stores = true;
    return opened().compose(open -> enough());
  }

  private Future<Void> opened() {
    if (opened == null)
      opened = Future.succeededFuture().compose(asked -> stranger.get()).compose(this::open);
    return opened;
  }

  private Future<Void> open(boolean byStranger) {
    everything = !byStranger;
    return everything ? Future.succeededFuture() : reserve(Math.max(LEAST, announced.orElse(STEP)));
  }

  /** More than was announced comes to nothing: the body breaks off. */
  private Future<Void> enough() {
    long missing = received - reserved;
    if (everything || missing <= 0) return Future.succeededFuture();
    return reserve(Math.max(missing, STEP));
  }

  private Future<Void> reserve(long bytes) {
    return admissions
        .reserve(network, bytes)
        .compose(
            standing -> {
              if (ended) return giveBack(standing, bytes);
              reserved += bytes;
              admission = Optional.of(standing);
              return Future.succeededFuture();
            });
  }

  @Override
  public Future<Void> end(boolean done) {
    ended = true;
    if (admission.isEmpty()) return Future.succeededFuture();
    long needed = stores && (done || received > 0) ? Math.max(LEAST, received) : 0;
    AdmittedNetwork counted = admission.get();
    admission = Optional.empty();
    return giveBack(counted, reserved - needed);
  }

  private Future<Void> giveBack(AdmittedNetwork counted, long bytes) {
    if (bytes <= 0) return Future.succeededFuture();
    return admissions
        .giveBack(network, counted, bytes)
        .recover(
            failure -> {
              LOG.warn("a quota is not given back: {}", FailureText.sentence(failure));
              return Future.succeededFuture();
            });
  }
}
