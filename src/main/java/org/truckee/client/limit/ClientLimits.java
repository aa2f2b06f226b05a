package org.truckee.client.limit;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.client.pool.Client;
import org.truckee.platform.measure.MetricSink;
import org.truckee.protocol.ClientBuckets;
import org.truckee.protocol.OverLimit;
import org.truckee.protocol.Rate;

/**
 * Holds each client to the limits of a gateway. A client is an IPv4 network of 24 bits, or an IPv6
 * network of 64 bits, since the holder of one address there has others. A request that is bound to
 * them is counted by every step that it leads to; what no request asked for is never counted.
 * Thread-safe.
 */
public final class ClientLimits {
  private final Map<Limited, ClientBuckets> buckets = new EnumMap<>(Limited.class);
  private final Map<Limited, LongAdder> refused = new EnumMap<>(Limited.class);

  /** Holds clients to {@code settings}, by the time of {@code nanoTime}. */
  public ClientLimits(LimitSettings settings, LongSupplier nanoTime) {
    settings
        .rates()
        .forEach(
            (limited, rate) -> {
              buckets.put(limited, new ClientBuckets(rate, nanoTime, settings.clients()));
              refused.put(limited, new LongAdder());
            });
  }

  /** Returns whether nothing is limited. */
  public boolean isEmpty() {
    return buckets.isEmpty();
  }

  /** Has the current request, and all that follows from it, held to these limits. */
  public void bind() {
    ContextInternal context = ContextInternal.current();
    if (context != null && context.isDuplicate()) locals(context).put(ClientLimits.class, this);
  }

  /**
   * Counts {@code amount} for the client of the current request, if one is bound to limits; fails
   * with {@link OverLimit} if that is too much now, and with {@code TOO_LARGE} if it always is.
   */
  public static Future<Void> charge(Limited limited, long amount) {
    ContextInternal context = ContextInternal.current();
    if (context == null || !context.isDuplicate()) return Future.succeededFuture();
    if (!(locals(context).get(ClientLimits.class) instanceof ClientLimits bound))
      return Future.succeededFuture();
    try {
      bound.take(limited, Client.current(), amount);
      return Future.succeededFuture();
    } catch (GridException over) {
      return Future.failedFuture(over);
    }
  }

  /** The same as {@code source}, where each thing that is taken from it is counted. */
  public static <T> Supplier<Future<T>> counting(Limited limited, Supplier<Future<T>> source) {
    return () -> charge(limited, 1).compose(granted -> source.get());
  }

  /** Counts {@code amount} for {@code client}; throws as {@link #charge} fails. */
  public void take(Limited limited, Client client, long amount) {
    ClientBuckets all = buckets.get(limited);
    if (all == null) return;
    Rate rate = all.rate();
    String rule = limited.rule(rate.amount(), words(rate.period()));
    if (amount > rate.amount()) {
      refused.get(limited).increment();
      throw new GridException(
          GridException.Kind.TOO_LARGE, rule, "this request alone has " + amount);
    }
    OptionalLong wait = all.take(network(client), amount);
    if (wait.isEmpty()) return;
    refused.get(limited).increment();
    throw new OverLimit(rule, wait.getAsLong());
  }

  private static String words(Duration period) {
    return period.equals(Duration.ofHours(1)) ? "an hour" : "a minute";
  }

  /** The network of a client, which is one already where the address is none of IPv4. */
  static String network(Client client) {
    String address = client.address();
    int last = address.lastIndexOf('.');
    return last < 0 || address.indexOf(':') >= 0 ? address : address.substring(0, last);
  }

  /** Tells {@code sink} what was refused, and how many clients are remembered. */
  public void tell(MetricSink sink) {
    refused.forEach(
        (limited, count) ->
            sink.counter(
                "truckee_gateway_limited",
                "Things refused to clients that had too many",
                count.sum(),
                "limit",
                limited.word()));
    buckets.forEach(
        (limited, all) ->
            sink.gauge(
                "truckee_gateway_limited_clients",
                "Networks of clients that are remembered",
                all.clients(),
                "limit",
                limited.word()));
  }

  private static ConcurrentMap<Object, Object> locals(ContextInternal context) {
    return context.getLocal(ContextInternal.LOCAL_MAP, ConcurrentHashMap::new);
  }
}
