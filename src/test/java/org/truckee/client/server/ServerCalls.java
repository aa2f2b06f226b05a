package org.truckee.client.server;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateRequest;

/** Every call that a gateway makes to a storage server. */
final class ServerCalls {
  private static final Secret SECRET = new Secret(Bytes.wrap(new byte[32]));
  private static final LeaseSecrets LEASES = new LeaseSecrets(SECRET, SECRET);
  private static final StorageIndex INDEX = new StorageIndex(Bytes.wrap(new byte[16]));

  private ServerCalls() {}

  record Call(String name, Function<StorageClient, Future<?>> step) {
    Future<?> on(StorageClient client) {
      return step.apply(client);
    }
  }

  static List<Call> all() {
    return List.of(
        new Call("version", StorageClient::version),
        new Call("shares", client -> client.shares(INDEX)),
        new Call(
            "allocate",
            client ->
                client.allocate(
                    INDEX, new AllocateRequest(new TreeSet<>(Set.of(0)), 9), LEASES, SECRET)),
        new Call("write", client -> client.write(INDEX, 0, 9, SECRET)),
        new Call("abort", client -> client.abort(INDEX, 0, SECRET)),
        new Call("read", client -> client.read(INDEX, 0, 0, 9)),
        new Call("advise", client -> client.adviseCorrupt(INDEX, 0, "reason")),
        new Call("mutable shares", client -> client.mutableShares(INDEX)),
        new Call("read mutable", client -> client.readMutable(INDEX, 0, 0, 9)),
        new Call("advise mutable", client -> client.adviseCorruptMutable(INDEX, 0, "reason")),
        new Call("lease", client -> client.addLease(INDEX, LEASES)));
  }
}
