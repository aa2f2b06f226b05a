package org.truckee.client.pool;

import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.truckee.platform.ContextBound;

/**
 * One of the clients that share a gateway: an IPv4 address, or the /64 network of an IPv6 address,
 * of which a single user has all. Each request is served on a context of its own, which knows its
 * client; so every step that the request leads to finds it by {@link #current}.
 *
 * @param address the address or network, for messages and maps
 */
public record Client(String address) {
  /** The gateway itself, for work that no request asked for. */
  public static final Client GATEWAY = new Client("the gateway itself");

  /** The gateway's upkeep, which has a small share of everything. */
  public static final Client UPKEEP = new Client("the upkeep of the gateway");

  private static final int NETWORK_BYTES = 8;
  private static final String NETWORK = "[0-9a-f]{16}::/64";

  /** Checks that there is an address. */
  public Client {
    Objects.requireNonNull(address, "address");
  }

  /** The client at the other end of a connection; {@code remote} may be null for one that ended. */
  public static Client of(SocketAddress remote) {
    return remote == null || remote.hostAddress() == null ? GATEWAY : of(remote.hostAddress());
  }

  /** The client at a numeric {@code address}. */
  public static Client of(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null || bytes.length == 4) return new Client(address);
    if (isMapped(bytes)) return new Client(NetUtil.bytesToIpAddress(bytes, 12, 4));
    return new Client(HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "::/64");
  }

  /**
   * Returns whether an IPv6 address of 16 bytes stands for an IPv4 address ({@code ::ffff:0:0/96}).
   */
  private static boolean isMapped(byte[] bytes) {
    byte[] prefix = new byte[12];
    prefix[10] = (byte) 0xff;
    prefix[11] = (byte) 0xff;
    return Arrays.equals(bytes, 0, 12, prefix, 0, 12);
  }

  /**
   * The network that it is in, which many share: of 24 bits where it is an IPv4 address, such as
   * {@code 203.0.113.0/24}, else of 64. Empty for the gateway itself.
   */
  public String network() {
    byte[] four = NetUtil.createByteArrayFromIpAddressString(address);
    if (four != null && four.length == 4) {
      four[3] = 0;
      return NetUtil.bytesToIpAddress(four) + "/24";
    }
    return address.matches(NETWORK) ? colons(address.substring(0, 2 * NETWORK_BYTES)) : "";
  }

  private static String colons(String digits) {
    return digits.replaceAll("(.{4})", "$1:") + ":/64";
  }

  /** The client for which the current step is taken. */
  public static Client current() {
    ContextInternal context = ContextInternal.current();
    if (context == null || !context.isDuplicate()) return GATEWAY;
    return (Client) locals(context).getOrDefault(Client.class, GATEWAY);
  }

  /** Makes the current step, and all that follows from it, one that is taken for this client. */
  public void bind() {
    ContextInternal context = ContextInternal.current();
    if (context != null && context.isDuplicate()) locals(context).put(Client.class, this);
  }

  /**
   * The outcome of {@code work}, which is done for this client on a context of its own, and told on
   * the current one.
   */
  public <T> Future<T> doing(Supplier<Future<T>> work) {
    Promise<T> done = ContextBound.promise();
    ContextInternal own = ContextInternal.current().duplicate();
    own.runOnContext(
        begun -> {
          bind();
          Future.succeededFuture().compose(ready -> work.get()).onComplete(done);
        });
    return done.future();
  }

  private static ConcurrentMap<Object, Object> locals(ContextInternal context) {
    return context.getLocal(ContextInternal.LOCAL_MAP, ConcurrentHashMap::new);
  }
}
