package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.MimeMapping;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import org.truckee.client.flow.GridFile;
import org.truckee.web.page.Address;
import org.truckee.web.page.SafeHeaders;

/**
 * The contents of a file, or the part of them that a {@code Range} header selects.
 *
 * @param name what the file is called, which says what it holds
 * @param save whether a browser is to save it rather than to show it
 */
record FileReply(GridFile file, String name, boolean save) implements Reply {
  @Override
  public Future<Void> send(RoutingContext ctx) {
    Optional<ByteSelection> selection =
        ByteSelection.of(ctx.request().getHeader("Range"), file.size());
    ByteSelection bytes = selection.orElse(new ByteSelection(0, file.size()));
    if (ctx.request().method().equals(HttpMethod.HEAD) || bytes.length() == 0) {
      describe(ctx.response(), selection);
      return ctx.response().end();
    }
    return file.read(bytes.offset(), bytes.length())
        .compose(stream -> send(ctx.response(), selection, stream));
  }

  /** Breaks the connection if the file breaks off: nobody must take a part for the whole. */
  private Future<Void> send(
      HttpServerResponse response, Optional<ByteSelection> selection, ReadStream<Buffer> stream) {
    if (response.closed()) {
      stream.handler(null);
      return Future.succeededFuture();
    }
    describe(response, selection);
    return new Delivery(stream, response)
        .run()
        .recover(broken -> response.reset().transform(done -> Future.failedFuture(broken)));
  }

  private void describe(HttpServerResponse response, Optional<ByteSelection> selection) {
    String type = contentType();
    SafeHeaders.storedFile(response);
    response.putHeader("Content-Type", type).putHeader("Accept-Ranges", "bytes");
    if (!name.isEmpty() && (save || SafeHeaders.isActive(type)))
      response.putHeader("Content-Disposition", attachment());
    selection.ifPresent(
        bytes ->
            response
                .setStatusCode(206)
                .putHeader("Content-Range", bytes.toContentRange(file.size())));
    long length = selection.map(ByteSelection::length).orElse(file.size());
    response.putHeader("Content-Length", Long.toString(length));
  }

  private String contentType() {
    String type =
        name.contains(".")
            ? MimeMapping.mimeTypeForFilename(name.toLowerCase(Locale.ROOT))
            : "text/plain";
    return type == null ? "application/octet-stream" : type;
  }

  /**
   * The name as browsers want it: plain ASCII, and the whole of it in UTF-8 beside that if it has
   * more.
   */
  private String attachment() {
    String ascii = name.replaceAll("[^ -~]|[\"\\\\]", "_");
    String all = ascii.equals(name) ? "" : "; filename*=UTF-8''" + Address.encode(name);
    return "attachment; filename=\"" + ascii + "\"" + all;
  }
}
