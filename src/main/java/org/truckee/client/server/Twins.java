package org.truckee.client.server;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.protocol.announcement.Nurl;

/**
 * The servers whose key was announced from another address while they go on answering at the one
 * before. These may be two servers with one key, of which only the one that was announced later is
 * used. The earlier address is asked now and then, until nobody answers there any more.
 * Thread-safe.
 */
public final class Twins {
  private static final Logger LOG = LoggerFactory.getLogger(Twins.class);

  /**
   * A server at the address where it was announced before.
   *
   * @param name the server's name in messages
   * @param poll asks whether it is there
   * @param close ends its connections
   */
  public record Former(
      String name, Nurl nurl, Supplier<Future<Void>> poll, Supplier<Future<Void>> close) {
    /** Ends its connections, without a wait. */
    void leave() {
      close.get().onFailure(failure -> LOG.debug("connections to {} did not end", nurl, failure));
    }
  }

  /** The number of polls in a row that may stay unanswered: a busy machine misses one. */
  private static final int MOST_IN_VAIN = 2;

  /** An earlier address, and the outcome of its polls. */
  private record Watch(Former former, AtomicBoolean answers, AtomicInteger inVain) {
    Watch(Former former) {
      this(former, new AtomicBoolean(), new AtomicInteger());
    }
  }

  private final Map<String, Watch> watched = new ConcurrentHashMap<>();

  /** Asks {@code former} whether it still answers, now that {@code id} is announced elsewhere. */
  public void moved(String id, Former former) {
    Watch watch = new Watch(former);
    Watch before = watched.put(id, watch);
    if (before != null) before.former.leave();
    ask(id, watch);
  }

  /** Asks again at all earlier addresses. */
  public void look() {
    watched.forEach(this::ask);
  }

  private void ask(String id, Watch watch) {
    watch.former.poll().get().onComplete(answer -> settle(id, watch, answer.succeeded()));
  }

  private void settle(String id, Watch watch, boolean answered) {
    if (answered) answers(watch);
    else if (watch.inVain.incrementAndGet() > MOST_IN_VAIN) drop(id, watch);
  }

  private static void answers(Watch watch) {
    watch.inVain.set(0);
    if (watch.answers.getAndSet(true)) return;
    LOG.warn(
        "server {} answers at {} too, where it was announced before: if these are two servers"
            + " with one key, only the later one is used",
        watch.former.name(),
        watch.former.nurl());
  }

  private void drop(String id, Watch watch) {
    if (watched.remove(id, watch)) watch.former.leave();
  }

  /** Asks no more about the server {@code id}. */
  public void forget(String id) {
    Watch watch = watched.get(id);
    if (watch != null) drop(id, watch);
  }

  /** A warning for people about the server {@code id}, if one is due. */
  public Optional<String> warning(String id) {
    return Optional.ofNullable(watched.get(id))
        .filter(watch -> watch.answers.get())
        .map(
            watch ->
                "it answers at %s too, where it was announced before: if these are two servers with one key, only the later one is used"
                    .formatted(watch.former.nurl()));
  }

  /** Ends all connections. */
  public Future<Void> close() {
    List<Future<Void>> closing =
        watched.values().stream().map(watch -> watch.former.close().get()).toList();
    return Future.join(closing).mapEmpty();
  }
}
