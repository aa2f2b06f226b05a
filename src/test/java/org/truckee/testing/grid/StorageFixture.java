package org.truckee.testing.grid;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.NodeCertificate;
import org.truckee.protocol.announcement.PinnedTls;
import org.truckee.protocol.message.ErrorReply;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.port.OpenConnections;
import org.truckee.protocol.port.PortLimits;
import org.truckee.storage.StorageService;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.object.ObjectStore;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.Ask;

/**
 * A real storage server over real HTTPS on a free port, and a client that sends it anything at all.
 */
public final class StorageFixture implements AutoCloseable {
  /** The whole {@code Authorization} header that the server wants, unless another one is given. */
  public static final String AUTHORIZATION = "Tahoe-LAFS dGVzdC1zd2lzc251bQ==";

  private static final NodeCertificate CERTIFICATE =
      NodeCertificate.generate(new SecureRandom(), Instant.EPOCH);

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final HttpClientAgent client;
  private final StorageService service;

  /** The answer of a server. */
  public record Answer(int status, Map<String, String> headers, Buffer body) {
    /** The body as text. */
    public String text() {
      return body.toString();
    }

    /** The message that the body holds in CBOR. */
    public <T> T message(WireFormat.Reader<T> reader) {
      return WireFormat.CBOR.read(body, reader);
    }
  }

  private StorageFixture(
      StorageConfig config, InstantSource clock, String authorization, PortLimits limits) {
    this(config, clock, authorization, limits, vertx -> Optional.empty());
  }

  private StorageFixture(
      StorageConfig config,
      InstantSource clock,
      String authorization,
      PortLimits limits,
      Function<Vertx, Optional<ObjectStore>> objects) {
    OpenConnections connections = new OpenConnections(vertx, limits);
    service =
        new StorageService(
            vertx,
            config,
            clock,
            new Secret(Bytes.utf8(authorization)),
            "truckee/test",
            objects.apply(vertx));
    Router router = Router.router(vertx);
    router.route().handler(connections);
    router.route().failureHandler(new ErrorReply());
    service.mount(router);
    await(service.open());
    server =
        connections
            .watch(vertx.createHttpServer(PinnedTls.server(CERTIFICATE)))
            .requestHandler(router);
    await(server.listen(0, "127.0.0.1"));
    client = vertx.createHttpClient(PinnedTls.client(CERTIFICATE.spkiHash()));
  }

  /** A server of the shares that {@code config} says. */
  public static StorageFixture start(
      StorageConfig config, InstantSource clock, String authorization) {
    return new StorageFixture(config, clock, authorization, PortLimits.USUAL);
  }

  /** The usual settings, for shares in {@code directory}; the whole disk may be used. */
  public static StorageConfig config(Path directory) {
    return new StorageConfig(directory, Bytes.wrap(new byte[20]), StoragePolicy.USUAL.reserving(0));
  }

  /** A server of the shares in {@code directory}, with the usual settings. */
  public static StorageFixture start(Path directory) {
    return start(directory, PortLimits.USUAL);
  }

  /** The same, behind a port of {@code limits}. */
  public static StorageFixture start(Path directory, PortLimits limits) {
    return new StorageFixture(config(directory), InstantSource.system(), AUTHORIZATION, limits);
  }

  /** A server of the shares that {@code config} says, with a clock that a test moves. */
  public static StorageFixture start(StorageConfig config, InstantSource clock) {
    return new StorageFixture(config, clock, AUTHORIZATION, PortLimits.USUAL);
  }

  /** A server of shares whose data go to {@code objects}. */
  public static StorageFixture start(
      StorageConfig config, InstantSource clock, Function<Vertx, ObjectStore> objects) {
    return new StorageFixture(
        config, clock, AUTHORIZATION, PortLimits.USUAL, vertx -> Optional.of(objects.apply(vertx)));
  }

  /** A request of the storage protocol, which a test may spoil before it is sent. */
  public Ask ask(String method, String path) {
    return new Ask(this, method, path);
  }

  /** The port on loopback. */
  public int port() {
    return server.actualPort();
  }

  /** Sends one request as it is, and waits for the answer. */
  public Answer send(
      String method, String path, List<Map.Entry<String, String>> headers, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(method))
            .setHost("127.0.0.1")
            .setPort(server.actualPort())
            .setURI(path);
    headers.forEach(header -> options.addHeader(header.getKey(), header.getValue()));
    return Waiting.onEventLoop(vertx, () -> send(options, body));
  }

  private Future<Answer> send(RequestOptions options, Buffer body) {
    return client
        .request(options)
        .compose(request -> request.send(body))
        .compose(response -> response.body().map(whole -> answer(response, whole)));
  }

  private static Answer answer(HttpClientResponse response, Buffer body) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.headers().forEach(headers::put);
    return new Answer(response.statusCode(), headers, body);
  }

  /** The service itself. */
  public StorageService service() {
    return service;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    await(server.close());
    await(service.close());
    await(vertx.close());
  }
}
