package org.truckee.client.limit;

import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.client.pool.Client;
import org.truckee.platform.measure.MetricSink;
import org.truckee.protocol.Rate;
import org.truckee.protocol.limit.Payer;
import org.truckee.protocol.limit.RateLimit;

/**
 * Holds each client to the limits of a gateway: a person who is known, wherever the requests come
 * from, and else an IPv4 network of 24 bits, or an IPv6 network of 64 bits, since the holder of one
 * address there has others. A request that is bound to them is counted by every step that it leads
 * to; what no request asked for is never counted. Thread-safe.
 */
public final class ClientLimits {
  private final Map<Limited, RateLimit> networks;
  private final Map<Limited, RateLimit> people;

  /** Holds clients to {@code settings}, by the time of {@code nanoTime}. */
  public ClientLimits(LimitSettings settings, LongSupplier nanoTime) {
    networks = limits(settings.rates(), settings.clients(), nanoTime);
    people = limits(settings.people(), settings.clients(), nanoTime);
  }

  private static Map<Limited, RateLimit> limits(
      Map<Limited, Rate> rates, int clients, LongSupplier nanoTime) {
    Map<Limited, RateLimit> limits = new EnumMap<>(Limited.class);
    rates.forEach((limited, rate) -> limits.put(limited, limited.at(rate, nanoTime, clients)));
    return limits;
  }

  /** Returns whether nothing is limited. */
  public boolean isEmpty() {
    return networks.isEmpty() && people.isEmpty();
  }

  /** Has the current request, and all that follows from it, held to these limits. */
  public void bind() {
    Bound.put(ClientLimits.class, this);
  }

  /**
   * Counts {@code amount} for whom the current request comes from, if it is bound to limits; fails
   * as {@link RateLimit#take} throws.
   */
  public static Future<Void> charge(Limited limited, long amount) {
    Optional<ClientLimits> bound = Bound.get(ClientLimits.class);
    try {
      bound.ifPresent(limits -> limits.take(limited, amount));
      return Future.succeededFuture();
    } catch (GridException over) {
      return Future.failedFuture(over);
    }
  }

  /** The same as {@code source}, where each thing that is taken from it is counted. */
  public static <T> Supplier<Future<T>> counting(Limited limited, Supplier<Future<T>> source) {
    return () -> charge(limited, 1).compose(granted -> source.get());
  }

  /**
   * Counts {@code amount} for whom the current step is taken for; throws as {@link RateLimit#take}.
   */
  public void take(Limited limited, long amount) {
    Optional<Person> person = Person.current();
    if (person.isPresent()) take(people, limited, person.get().payer(), amount);
    else take(limited, Client.current(), amount);
  }

  /** Counts {@code amount} for the network of {@code client}. */
  void take(Limited limited, Client client, long amount) {
    take(networks, limited, payer(client), amount);
  }

  private static void take(
      Map<Limited, RateLimit> limits, Limited limited, Payer payer, long amount) {
    RateLimit limit = limits.get(limited);
    if (limit != null) limit.take(payer, amount);
  }

  private static Payer payer(Client client) {
    return Payer.network(network(client));
  }

  /** The network of a client, which is one already where the address is none of IPv4. */
  static String network(Client client) {
    String address = client.address();
    int last = address.lastIndexOf('.');
    return last < 0 || address.indexOf(':') >= 0 ? address : address.substring(0, last);
  }

  /** Tells {@code sink} what was refused, and how many clients are remembered. */
  public void tell(MetricSink sink) {
    for (Limited limited : Limited.values()) {
      RateLimit ofNetworks = networks.get(limited);
      RateLimit ofPeople = people.get(limited);
      if (ofNetworks == null && ofPeople == null) continue;
      sink.counter(
          "truckee_gateway_limited",
          "Things refused to clients that had too many",
          (ofNetworks == null ? 0 : ofNetworks.refused())
              + (ofPeople == null ? 0 : ofPeople.refused()),
          "limit",
          limited.word());
      sink.gauge(
          "truckee_gateway_limited_clients",
          "Networks of clients, and members, that are remembered",
          (ofNetworks == null ? 0 : ofNetworks.remembered())
              + (ofPeople == null ? 0 : ofPeople.remembered()),
          "limit",
          limited.word());
    }
  }
}
