package org.truckee.web.ledger;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.FailureText;
import org.truckee.client.server.StorageClient;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.StorageServers;
import org.truckee.platform.ContextBound;
import org.truckee.protocol.storage.StorageLedger;

/**
 * The ledgers of the servers that take the account of this gateway, each as its server tells it. A
 * server is asked anew after some seconds, and no sooner for many who ask. Thread-safe.
 */
final class ServerLedgers {
  private static final long MAX_AGE_MILLIS = TimeUnit.SECONDS.toMillis(10);
  private static final long WAIT_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final StorageServers servers;
  private final InstantSource clock;
  private Optional<Future<List<Told>>> latest = Optional.empty();
  private long begun;

  /**
   * What a server told.
   *
   * @param ledger empty if it told nothing
   * @param failure the reason of that; empty if there is none
   */
  record Told(StorageServer server, Optional<StorageLedger> ledger, String failure) {}

  ServerLedgers(StorageServers servers, InstantSource clock) {
    this.servers = servers;
    this.clock = clock;
  }

  /** The answers of all, in the order of the servers' names; they never fail. */
  synchronized Future<List<Told>> all() {
    boolean old = Math.abs(clock.millis() - begun) >= MAX_AGE_MILLIS;
    if (latest.isEmpty() || (old && latest.get().isComplete())) {
      begun = clock.millis();
      latest = Optional.of(ask());
    }
    return ContextBound.of(latest.get());
  }

  private Future<List<Told>> ask() {
    List<Future<Told>> answers = new ArrayList<>();
    for (StorageServer server : servers.all()) if (server.takesAccount()) answers.add(ask(server));
    return Future.join(answers).map(done -> answers.stream().map(Future::result).toList());
  }

  private static Future<Told> ask(StorageServer server) {
    return ContextBound.within(WAIT_MILLIS, server.ask(StorageClient::ledger))
        .map(ledger -> new Told(server, Optional.of(ledger), ""))
        .otherwise(failure -> new Told(server, Optional.empty(), FailureText.sentence(failure)));
  }
}
