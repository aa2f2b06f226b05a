package org.truckee.testing.database;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.truckee.testing.Waiting;

/**
 * A port that leads to a database, as the address of one that can fail over: it can be cut off,
 * fall silent, and lead to another one. Blocks.
 */
public final class MovablePort implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final NetClient client = vertx.createNetClient();
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private final NetServer server;
  private volatile int target;
  private volatile boolean silent;

  /** One that leads to {@code target}. */
  public MovablePort(int target) {
    this.target = target;
    server = Waiting.of(vertx.createNetServer().connectHandler(this::connect).listen(0, HOST));
  }

  /** The address of database {@code name} by way of it. */
  public String address(String name) {
    return PostgresServer.address(server.actualPort(), name);
  }

  /** Ends all connections, and lets no other one through. */
  public void cut() {
    leadTo(0);
  }

  /** Ends all connections; those to come lead to {@code other}. */
  public void leadTo(int other) {
    target = other;
    open.forEach(NetSocket::close);
  }

  /** Hands nothing on any more, or does so again, of connections that stay open. */
  public void silence(boolean now) {
    silent = now;
  }

  private void connect(NetSocket near) {
    near.pause();
    open.add(near);
    near.closeHandler(closed -> open.remove(near));
    if (target == 0) {
      near.close();
      return;
    }
    client
        .connect(target, HOST)
        .onSuccess(far -> join(near, far))
        .onFailure(unreachable -> near.close());
  }

  private void join(NetSocket near, NetSocket far) {
    open.add(far);
    handOn(near, far);
    handOn(far, near);
    near.resume();
  }

  private void handOn(NetSocket from, NetSocket to) {
    from.handler(
        bytes -> {
          if (!silent) to.write(bytes);
        });
    from.exceptionHandler(broken -> from.close());
    from.closeHandler(
        closed -> {
          open.remove(from);
          to.close();
        });
  }

  @Override
  public void close() {
    Waiting.of(vertx.close());
  }
}
