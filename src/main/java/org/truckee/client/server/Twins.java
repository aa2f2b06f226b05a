package org.truckee.client.server;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.protocol.announcement.Nurl;

/**
 * The servers whose key was announced from another address while they go on answering at the one
 * before. These may be two servers with one key, of which only the one that was announced later is
 * used. The earlier address is asked now and then, until nobody answers there. Thread-safe.
 */
public final class Twins {
  private static final Logger LOG = LoggerFactory.getLogger(Twins.class);

  /**
   * A server at the address where it was announced before.
   *
   * @param poll asks whether it is there
   * @param close ends its connections
   */
  public record Former(Nurl nurl, Supplier<Future<Void>> poll, Supplier<Future<Void>> close) {
    /** Ends its connections, without a wait. */
    void leave() {
      close.get().onFailure(failure -> LOG.debug("connections to {} did not end", nurl, failure));
    }
  }

  private final Map<String, Former> formers = new ConcurrentHashMap<>();
  private final Set<String> answering = ConcurrentHashMap.newKeySet();

  /** Asks {@code former} whether it still answers, now that {@code id} is announced elsewhere. */
  public void moved(String id, String name, Former former) {
    answering.remove(id);
    Former before = formers.put(id, former);
    if (before != null) before.leave();
    former.poll().get().onComplete(answer -> settle(id, former, answer.succeeded(), name));
  }

  private void settle(String id, Former former, boolean answers, String name) {
    if (!answers) drop(id, former);
    else if (former.equals(formers.get(id)) && answering.add(id))
      LOG.warn(
          "server {} answers at {} too, where it was announced before: if these are two servers"
              + " with one key, only the later one is used",
          name,
          former.nurl());
  }

  private void drop(String id, Former former) {
    if (!formers.remove(id, former)) return;
    answering.remove(id);
    former.leave();
  }

  /** Asks again at all earlier addresses. */
  public void look() {
    formers.forEach((id, former) -> former.poll().get().onFailure(failure -> drop(id, former)));
  }

  /** Asks no more about the server {@code id}. */
  public void forget(String id) {
    Former former = formers.get(id);
    if (former != null) drop(id, former);
  }

  /** A warning for people about the server {@code id}, if one is due. */
  public Optional<String> warning(String id) {
    return Optional.ofNullable(formers.get(id))
        .filter(former -> answering.contains(id))
        .map(
            former ->
                "it answers at %s too, where it was announced before: if these are two servers with one key, only the later one is used"
                    .formatted(former.nurl()));
  }

  /** Ends all connections. */
  public Future<Void> close() {
    List<Future<Void>> closing = formers.values().stream().map(each -> each.close().get()).toList();
    return Future.join(closing).mapEmpty();
  }
}
