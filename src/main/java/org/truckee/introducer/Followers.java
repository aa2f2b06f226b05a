package org.truckee.introducer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.protocol.port.ClientAddress;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.port.Pace;

/**
 * The nodes that are told the news, each a bounded part at a time and at its own pace. The bytes
 * that they have not taken yet are held in the introducer's {@link MessageMemory}, and a follower
 * that takes them too slowly is let go. Thread-safe: each is told on the event loop that serves it.
 */
final class Followers {
  private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
  private static final int MOST = 20_000;
  private static final int TOLD_AT_ONCE = 100;
  private static final int LINES_AT_ONCE = 100;
  private static final int SIZE_AT_ONCE = 64 << 10;

  private final Vertx vertx;
  private final AnnouncementLog log;
  private final MessageMemory memory;
  private final Pace pace;
  private final Set<Follower> all = ConcurrentHashMap.newKeySet();

  Followers(Vertx vertx, AnnouncementLog log, MessageMemory memory, Pace pace) {
    this.vertx = vertx;
    this.log = log;
    this.memory = memory;
    this.pace = pace;
  }

  /** The number of followers. */
  int size() {
    return all.size();
  }

  /**
   * Tells the sender of {@code request} all announcements, and later ones too if it is to {@code
   * stay}; {@code BUSY} if there are too many followers.
   */
  void add(HttpServerRequest request, boolean stay) {
    if (all.size() >= MOST)
      throw new GridException(
          GridException.Kind.BUSY, "too many nodes follow this introducer", "try again later");
    HttpServerResponse response =
        request.response().setChunked(true).putHeader("Content-Type", "application/jsonlines");
    Follower follower = new Follower(request, response, stay);
    all.add(follower);
    response.closeHandler(gone -> follower.leave());
    if (stay) LOG.info("{} follows, one of {}", follower.address, all.size());
    follower.send();
  }

  /** Tells the news to all followers. */
  void tell() {
    tell(all.iterator());
  }

  /** Tells some followers at a time, so that nobody else waits for all of them. */
  private void tell(Iterator<Follower> rest) {
    for (int i = 0; i < TOLD_AT_ONCE && rest.hasNext(); i++) rest.next().soon(Follower::send);
    if (rest.hasNext()) vertx.runOnContext(later -> tell(rest));
  }

  /**
   * Shows all followers that the introducer is there, and lets go those that take their lines too
   * slowly.
   */
  void keepAlive() {
    all.forEach(follower -> follower.soon(Follower::keepAlive));
  }

  /** Lets all followers go. */
  void close() {
    all.forEach(follower -> follower.soon(Follower::end));
  }

  private final class Follower {
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context = vertx.getOrCreateContext();
    private final String address;
    private final boolean stay;
    private long sent;
    private boolean sending;
    private long since;
    private int length;

    Follower(HttpServerRequest request, HttpServerResponse response, boolean stay) {
      this.request = request;
      this.response = response;
      this.address = ClientAddress.whole(request);
      this.stay = stay;
    }

    /** Takes {@code step} on the event loop of this follower. */
    void soon(Consumer<Follower> step) {
      context.runOnContext(turn -> step.accept(this));
    }

    void send() {
      if (sending || !all.contains(this)) return;
      var next = log.after(sent, LINES_AT_ONCE, SIZE_AT_ONCE);
      if (next.isEmpty()) {
        if (!stay) end();
        return;
      }
      Buffer lines = Buffer.buffer();
      next.values().forEach(kept -> lines.appendString(kept.wire()).appendString("\n"));
      sending = true;
      length = 0;
      memory
          .acquire(ClientAddress.of(request), lines.length())
          .onSuccess(granted -> write(lines, next.lastKey(), granted))
          .onFailure(busy -> sending = false);
    }

    private void write(Buffer lines, long last, MessageMemory.Held granted) {
      if (!all.contains(this)) {
        granted.release();
        return;
      }
      write(lines)
          .onComplete(done -> granted.release())
          .onSuccess(taken -> sent = last)
          .onSuccess(taken -> vertx.runOnContext(later -> goOn()));
    }

    private Future<Void> write(Buffer lines) {
      sending = true;
      since = memory.timers().nanos();
      length = lines.length();
      return response.write(lines).onFailure(gone -> end());
    }

    private void goOn() {
      sending = false;
      send();
    }

    void keepAlive() {
      if (sending) {
        letGoIfSlow();
        return;
      }
      send();
      if (!sending && all.contains(this))
        write(Buffer.buffer("\n")).onSuccess(taken -> vertx.runOnContext(later -> goOn()));
    }

    private void letGoIfSlow() {
      long millis = memory.timers().millisSince(since);
      if (length == 0 || millis <= pace.allowedMillis(length)) return;
      LOG.warn("{} takes what it is told too slowly and is let go", address);
      leave();
      request.connection().close();
    }

    void leave() {
      if (all.remove(this) && stay) LOG.info("{} follows no more", address);
    }

    void end() {
      leave();
      if (!response.ended() && !response.closed()) response.end();
    }
  }
}
