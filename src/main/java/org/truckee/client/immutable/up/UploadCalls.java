package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.SortedSet;
import org.truckee.bytes.Secret;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.ShareUpload;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;

/**
 * The calls to servers that the upload of one file makes.
 *
 * @param shareSize the bytes of each share
 * @param noted the calls that stand on the file's timeline
 */
record UploadCalls(
    StorageIndex storageIndex, long shareSize, ServerSecrets secrets, NotedCalls noted) {
  /** The numbers of the shares that {@code server} has. */
  Future<SortedSet<Integer>> shares(StorageServer server) {
    return noted.ask(server, client -> client.shares(storageIndex));
  }

  /** Asks for room for {@code shares} on {@code server}. */
  Future<AllocateReply> allocate(StorageServer server, SortedSet<Integer> shares) {
    return noted.ask(server, shares.first(), () -> allocation(server, shares));
  }

  private Future<AllocateReply> allocation(StorageServer server, SortedSet<Integer> shares) {
    AllocateRequest request = new AllocateRequest(shares, shareSize);
    return server.ask(
        client ->
            client.allocate(
                storageIndex, request, secrets.leases(storageIndex, server), secret(server)));
  }

  /** Sends {@code server} all of {@code share}, whose number is {@code shareNumber}. */
  Future<AllocateReply> store(StorageServer server, int shareNumber, ByteBuffer share) {
    return noted.store(
        server,
        shareNumber,
        () ->
            server.ask(
                client ->
                    client.store(
                        storageIndex,
                        shareNumber,
                        share,
                        secrets.leases(storageIndex, server),
                        secret(server))));
  }

  /** Opens the stream of {@code share}, for which {@code server} has room. */
  Future<ShareUpload> write(StorageServer server, int share) {
    return server.ask(client -> client.write(storageIndex, share, shareSize, secret(server)));
  }

  /** Lets go of room for {@code share} on {@code server}; a failure is of no consequence. */
  Future<Void> abort(StorageServer server, int share) {
    return server
        .ask(client -> client.abort(storageIndex, share, secret(server)))
        .onFailure(Quietly::ignore);
  }

  /** Adds a lease to all shares on {@code server}; a failure is of no consequence. */
  void addLease(StorageServer server) {
    server
        .ask(client -> client.addLease(storageIndex, secrets.leases(storageIndex, server)))
        .onFailure(Quietly::ignore);
  }

  private Secret secret(StorageServer server) {
    return secrets.upload(storageIndex, server);
  }
}
