package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.SortedSet;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.AllocateReply;
import org.truckee.protocol.AllocateRequest;
import org.truckee.protocol.CorruptionReport;
import org.truckee.protocol.Nurl;
import org.truckee.protocol.PinnedTls;
import org.truckee.protocol.ReadTestWrite;
import org.truckee.protocol.SecretKind;
import org.truckee.protocol.StoragePaths;
import org.truckee.protocol.StorageVersion;
import org.truckee.protocol.WireFormat;

/**
 * Speaks the storage protocol to one server, over connections that accept only the key in its NURL.
 * No answer is waited for without end, and every failure names the server. What it returns is the
 * server's claim and no more.
 */
public final class StorageClient {
  /**
   * Below the time after which servers close a connection, so that a request rarely meets a closing
   * one.
   */
  private static final int KEEP_ALIVE_SECONDS = 20;

  private static final int MAX_CONNECTIONS = 24;
  private static final int MAX_MESSAGE = 64 << 10;

  private final Vertx vertx;
  private final String name;
  private final Nurl nurl;
  private final Patience patience;
  private final HttpClientAgent http;

  /** Speaks to the server at {@code nurl}, which messages call {@code name}. */
  public StorageClient(Vertx vertx, String name, Nurl nurl, Patience patience) {
    this.vertx = vertx;
    this.name = name;
    this.nurl = nurl;
    this.patience = patience;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions(PinnedTls.client(nurl.spkiHash()))
                .setConnectTimeout(patience.connectMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
  }

  /** What the server says of itself and its space. */
  public Future<StorageVersion> version() {
    return ask(options(HttpMethod.GET, StoragePaths.VERSION), null)
        .compose(response -> message(response, 200, StorageVersion::read));
  }

  /** The numbers of the shares that it claims to hold whole. */
  public Future<SortedSet<Integer>> shares(StorageIndex storageIndex) {
    return ask(options(HttpMethod.GET, StoragePaths.immutableShares(storageIndex)), null)
        .compose(response -> message(response, 200, WireFormat::readShareNumbers));
  }

  /** Asks for room for shares; the server says for which it has it, and which it holds already. */
  public Future<AllocateReply> allocate(
      StorageIndex storageIndex, AllocateRequest request, LeaseSecrets leases, Secret upload) {
    RequestOptions options = options(HttpMethod.POST, StoragePaths.immutable(storageIndex));
    addLeaseSecrets(options, leases);
    addSecret(options, SecretKind.UPLOAD, upload);
    return ask(options, WireFormat.CBOR.write(request::write))
        .compose(response -> message(response, 200, AllocateReply::read));
  }

  /**
   * Opens the stream of a whole share of {@code size} bytes. It has no timeout: who writes knows
   * better how long it may take.
   */
  public Future<ShareWriter> write(
      StorageIndex storageIndex, int shareNumber, long size, Secret upload) {
    RequestOptions options =
        options(HttpMethod.PATCH, StoragePaths.immutableShare(storageIndex, shareNumber));
    addSecret(options, SecretKind.UPLOAD, upload);
    options.putHeader("Content-Range", "bytes 0-" + (size - 1) + "/" + size);
    return named(request(options)).map(request -> new ShareWriter(name, request.setChunked(true)));
  }

  /** Takes back what {@link #allocate} gave and was not written whole. */
  public Future<Void> abort(StorageIndex storageIndex, int shareNumber, Secret upload) {
    RequestOptions options = options(HttpMethod.PUT, StoragePaths.abort(storageIndex, shareNumber));
    addSecret(options, SecretKind.UPLOAD, upload);
    return ask(options, null).compose(response -> done(response, 200));
  }

  /**
   * Up to {@code length} bytes of an immutable share from {@code offset}; fewer only where the
   * share ends.
   */
  public Future<byte[]> read(StorageIndex storageIndex, int shareNumber, long offset, int length) {
    return readAt(StoragePaths.immutableShare(storageIndex, shareNumber), offset, length);
  }

  /** Tells the server's operator that an immutable share is damaged. */
  public Future<Void> adviseCorrupt(StorageIndex storageIndex, int shareNumber, String reason) {
    return advise(StoragePaths.immutableCorrupt(storageIndex, shareNumber), reason);
  }

  /** The numbers of the mutable shares that it claims to hold. */
  public Future<SortedSet<Integer>> mutableShares(StorageIndex storageIndex) {
    return ask(options(HttpMethod.GET, StoragePaths.mutableShares(storageIndex)), null)
        .compose(response -> message(response, 200, WireFormat::readShareNumbers));
  }

  /**
   * Up to {@code length} bytes of a mutable share from {@code offset}; fewer only where the share
   * ends.
   */
  public Future<byte[]> readMutable(
      StorageIndex storageIndex, int shareNumber, long offset, int length) {
    return readAt(StoragePaths.mutableShare(storageIndex, shareNumber), offset, length);
  }

  /**
   * Carries out {@code step} on the mutable shares of a file, if all its tests pass. What it reads
   * is for small things: the whole answer has at most 64 KiB.
   */
  public Future<ReadTestWrite.Reply> readTestWrite(
      StorageIndex storageIndex, ReadTestWrite step, LeaseSecrets leases, Secret writeEnabler) {
    RequestOptions options = options(HttpMethod.POST, StoragePaths.readTestWrite(storageIndex));
    addLeaseSecrets(options, leases);
    addSecret(options, SecretKind.WRITE_ENABLER, writeEnabler);
    return ask(options, WireFormat.CBOR.write(step::write))
        .compose(response -> message(response, 200, ReadTestWrite.Reply::read));
  }

  /** Tells the server's operator that a mutable share is damaged. */
  public Future<Void> adviseCorruptMutable(
      StorageIndex storageIndex, int shareNumber, String reason) {
    return advise(StoragePaths.mutableCorrupt(storageIndex, shareNumber), reason);
  }

  /** Adds or renews the lease on all shares of a file. */
  public Future<Void> addLease(StorageIndex storageIndex, LeaseSecrets leases) {
    RequestOptions options = options(HttpMethod.PUT, StoragePaths.lease(storageIndex));
    addLeaseSecrets(options, leases);
    return ask(options, null).compose(response -> done(response, 204));
  }

  /** Ends all connections. */
  public Future<Void> close() {
    return http.close();
  }

  private Future<byte[]> readAt(String path, long offset, int length) {
    RequestOptions options = options(HttpMethod.GET, path);
    options.putHeader("Range", "bytes=" + offset + "-" + (offset + length - 1));
    return ask(options, null).compose(response -> range(response, length));
  }

  private Future<Void> advise(String path, String reason) {
    return ask(
            options(HttpMethod.POST, path),
            WireFormat.CBOR.write(new CorruptionReport(reason)::write))
        .compose(response -> done(response, 200));
  }

  private RequestOptions options(HttpMethod method, String path) {
    return new RequestOptions()
        .setMethod(method)
        .setHost(nurl.socketHost())
        .setPort(nurl.port())
        .setURI(path)
        .setConnectTimeout(patience.connectMillis())
        .putHeader("Authorization", nurl.authorization().bytes().toUtf8())
        .putHeader("Accept", WireFormat.CBOR.mediaType());
  }

  private static void addLeaseSecrets(RequestOptions options, LeaseSecrets leases) {
    addSecret(options, SecretKind.LEASE_RENEW, leases.renew());
    addSecret(options, SecretKind.LEASE_CANCEL, leases.cancel());
  }

  private static void addSecret(RequestOptions options, SecretKind kind, Secret secret) {
    options.addHeader(SecretKind.HEADER, kind.headerValue(secret));
  }

  private Future<HttpClientResponse> ask(RequestOptions options, Buffer body) {
    options.setIdleTimeout(patience.silenceMillis());
    if (body != null) options.putHeader("Content-Type", WireFormat.CBOR.mediaType());
    return named(request(options).compose(request -> send(request, body)));
  }

  /** A server that has been replaced by another one is as good as away. */
  private Future<HttpClientRequest> request(RequestOptions options) {
    try {
      return http.request(options);
    } catch (IllegalStateException closed) {
      return Future.failedFuture(closed);
    }
  }

  private static Future<HttpClientResponse> send(HttpClientRequest request, Buffer body) {
    return body == null ? request.send() : request.send(body);
  }

  private <T> Future<T> message(
      HttpClientResponse response, int expected, WireFormat.Reader<T> reader) {
    return body(response, MAX_MESSAGE)
        .compose(body -> expect(response, expected, body))
        .map(body -> WireFormat.CBOR.read(Buffer.buffer(body), reader))
        .recover(this::unreachable);
  }

  private Future<Void> done(HttpClientResponse response, int expected) {
    return body(response, MAX_MESSAGE).compose(body -> expect(response, expected, body)).mapEmpty();
  }

  private Future<byte[]> range(HttpClientResponse response, int length) {
    int status = response.statusCode();
    if (status == 204) return body(response, 0);
    return body(response, status == 206 ? length : MAX_MESSAGE)
        .compose(body -> expect(response, 206, body));
  }

  private Future<byte[]> body(HttpClientResponse response, int limit) {
    return named(BoundedBody.read(vertx, response, limit, patience.silenceMillis()));
  }

  private Future<byte[]> expect(HttpClientResponse response, int expected, byte[] body) {
    int status = response.statusCode();
    if (status == expected) return Future.succeededFuture(body);
    return Future.failedFuture(ServerRefusal.of(name, status));
  }

  /** Gives a failure of the connection the name of the server. */
  private <T> Future<T> named(Future<T> answer) {
    return answer.recover(this::unreachable);
  }

  private <T> Future<T> unreachable(Throwable failure) {
    if (failure instanceof GridException
        && !GridException.is(failure, GridException.Kind.BAD_REQUEST)) {
      return Future.failedFuture(failure);
    }
    return Future.failedFuture(
        new GridException(
            GridException.Kind.UNREACHABLE,
            "server " + name + " did not answer as it should",
            failure));
  }
}
