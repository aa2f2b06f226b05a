package org.truckee.client.server.vdrive;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.client.server.connection.ServerConnection;
import org.truckee.client.server.connection.ServerHealth;
import org.truckee.client.server.connection.ServerRefusal;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdrivePaths;
import org.truckee.protocol.vdrive.VdriveVersion;
import org.truckee.protocol.vdrive.VdriveWrite;

/**
 * Speaks over HTTPS. Asking twice is the same as asking once, so a question that met a closing
 * connection is asked once more.
 */
public final class HttpVdriveClient implements VdriveClient {
  private static final int MAX_CONFLICT = 2 * VdriveWrite.MAX_SIZE;
  private static final int MAX_SENTENCE = 200;

  private final ServerConnection server;

  /**
   * Speaks to the server at {@code nurl}, which messages call {@code name}; what its calls show is
   * noted in {@code health}.
   */
  public HttpVdriveClient(
      Vertx vertx, String name, Nurl nurl, ServerTimeouts patience, ServerHealth health) {
    this.server =
        new ServerConnection(vertx, "vdrive " + name, nurl, Optional.empty(), patience, health);
  }

  @Override
  public Future<VdriveVersion> version() {
    return twice(
        () ->
            server.poll(
                server.options(HttpMethod.GET, VdrivePaths.VERSION),
                response -> server.message(response, 200, VdriveVersion::read)));
  }

  @Override
  public Future<VdrivePage> get(StorageIndex directory, Slot slot) {
    return twice(() -> read(server.options(HttpMethod.GET, VdrivePaths.entry(directory, slot))));
  }

  @Override
  public Future<VdrivePage> page(StorageIndex directory, Optional<Slot> after, int limit) {
    return twice(
        () -> read(server.options(HttpMethod.GET, VdrivePaths.page(directory, after, limit))));
  }

  @Override
  public Future<Optional<TaggedPage>> pageUnless(
      StorageIndex directory, int limit, Optional<String> known) {
    RequestOptions options =
        server.options(HttpMethod.GET, VdrivePaths.page(directory, Optional.empty(), limit));
    known.ifPresent(tag -> options.putHeader("If-None-Match", tag));
    return twice(() -> server.ask(options, null, this::tagged));
  }

  private Future<Optional<TaggedPage>> tagged(HttpClientResponse response) {
    if (response.statusCode() == 304)
      return server.body(response, 0).map(empty -> Optional.empty());
    Optional<String> tag = Optional.ofNullable(response.getHeader("ETag"));
    return page(response).map(page -> Optional.of(new TaggedPage(page, tag)));
  }

  private Future<VdrivePage> read(RequestOptions options) {
    return server.ask(options, null, this::page);
  }

  private Future<VdrivePage> page(HttpClientResponse response) {
    return response.statusCode() == 200
        ? server.message(response, 200, VdrivePage.MAX_SIZE, VdrivePage::read)
        : refused(response);
  }

  @Override
  public Future<Optional<VdriveConflict>> write(VdriveWrite step) {
    long size = step.entries().stream().mapToLong(change -> change.entry().size()).sum();
    return server.encoded(step::write, size).compose(this::write);
  }

  private Future<Optional<VdriveConflict>> write(Buffer body) {
    if (body.length() > VdriveWrite.MAX_SIZE)
      return Future.failedFuture(
          new GridException(
              GridException.Kind.TOO_LARGE,
              "one change of a directory has at most " + VdriveWrite.MAX_SIZE + " bytes"));
    return twice(
        () -> server.ask(server.options(HttpMethod.POST, VdrivePaths.WRITE), body, this::written));
  }

  private Future<Optional<VdriveConflict>> written(HttpClientResponse response) {
    return switch (response.statusCode()) {
      case 204 -> server.body(response, 0).map(empty -> Optional.empty());
      case 409 ->
          server.message(response, 409, MAX_CONFLICT, VdriveConflict::read).map(Optional::of);
      default -> refused(response);
    };
  }

  private static <T> Future<T> twice(Supplier<Future<T>> question) {
    return question
        .get()
        .recover(failure -> isCutOff(failure) ? question.get() : Future.failedFuture(failure));
  }

  /**
   * Returns whether a second try makes sense: a server that did not answer in time, or refuses
   * connections, would do so again.
   */
  private static boolean isCutOff(Throwable failure) {
    return GridException.is(failure, GridException.Kind.UNREACHABLE)
        && !(failure.getCause() instanceof TimeoutException)
        && !(failure.getCause() instanceof ConnectException);
  }

  /** A refusal in the server's own words, as far as they are words. */
  private <T> Future<T> refused(HttpClientResponse response) {
    int status = response.statusCode();
    return server
        .body(response, ServerConnection.MAX_MESSAGE)
        .compose(
            body -> {
              GridException refusal = ServerRefusal.of(server.name(), status);
              GridException.Kind kind =
                  status == 503 || status == 429 ? GridException.Kind.BUSY : refusal.kind();
              return Future.failedFuture(
                  new GridException(
                      kind, refusal.subject(), refusal.reasons().get(0) + sentence(body)));
            });
  }

  private static String sentence(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    boolean plain = text.length() <= MAX_SENTENCE && text.matches("[ -~]+");
    return plain ? ": " + text : "";
  }

  @Override
  public Future<Void> close() {
    return server.close();
  }
}
