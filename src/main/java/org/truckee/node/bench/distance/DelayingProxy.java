package org.truckee.node.bench.distance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/**
 * A port on loopback that leads to another one, and hands on every byte in each direction after a
 * delay, in order. It reads no faster than the other side takes.
 */
public final class DelayingProxy {
  private static final String HOST = "127.0.0.1";

  private final Vertx vertx;
  private final int target;
  private final long delayMillis;
  private final NetClient client;
  private final NetServer server;

  private DelayingProxy(Vertx vertx, int target, long delayMillis) {
    this.vertx = vertx;
    this.target = target;
    this.delayMillis = delayMillis;
    this.client = vertx.createNetClient();
    this.server = vertx.createNetServer().connectHandler(this::connect);
  }

  /** Opens one to the port {@code target}, with {@code delayMillis} in each direction. */
  public static Future<DelayingProxy> open(Vertx vertx, int target, long delayMillis) {
    if (delayMillis < 1) throw new IllegalArgumentException("no delay: " + delayMillis);
    DelayingProxy proxy = new DelayingProxy(vertx, target, delayMillis);
    return proxy.server.listen(0, HOST).map(open -> proxy);
  }

  /** The number of its port. */
  public int port() {
    return server.actualPort();
  }

  private void connect(NetSocket near) {
    near.pause();
    client
        .connect(target, HOST)
        .onSuccess(far -> join(near, far))
        .onFailure(unreachable -> near.close());
  }

  private void join(NetSocket near, NetSocket far) {
    handOn(near, far);
    handOn(far, near);
    near.resume();
  }

  private void handOn(NetSocket from, NetSocket to) {
    from.handler(bytes -> vertx.setTimer(delayMillis, late -> write(from, to, bytes)));
    from.closeHandler(closed -> vertx.setTimer(delayMillis, late -> to.close()));
    from.exceptionHandler(broken -> from.close());
  }

  private static void write(NetSocket from, NetSocket to, Buffer bytes) {
    to.write(bytes);
    if (!to.writeQueueFull()) return;
    from.pause();
    to.drainHandler(drained -> from.resume());
  }
}
