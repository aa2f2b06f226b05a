package org.truckee.web.reply;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.client.flow.GridFile;
import org.truckee.web.http.Address;
import org.truckee.web.http.ByteSelection;
import org.truckee.web.http.Conditions;
import org.truckee.web.http.ContentTypes;
import org.truckee.web.http.EntityTag;
import org.truckee.web.http.FileSender;
import org.truckee.web.http.SafeHeaders;

/**
 * The contents of a file, or the part of them that a {@code Range} header selects. The charset of a
 * text is named, as its first bytes show it.
 *
 * @param name the name of the file, which tells its type
 * @param way what a browser is to do with it
 * @param tag the tag of its contents
 */
public record FileReply(GridFile file, String name, Way way, Optional<EntityTag> tag)
    implements Reply {
  /** The number of bytes of a text that are looked at. */
  private static final int LOOK = 64 << 10;

  /** What a browser is to do with a file. */
  public enum Way {
    /** It shows the file, unless that could do something. */
    SHOWN,
    /** It saves the file. */
    SAVED,
    /** The same, of a file that may be any stranger's; nothing shows or uses it in any case. */
    ONLY_SAVED;

    /** The way of a file that is to be saved, or may only be. */
    public static Way of(boolean saved, boolean onlySaved) {
      if (onlySaved) return ONLY_SAVED;
      return saved ? SAVED : SHOWN;
    }
  }

  @Override
  public Future<Void> send(RoutingContext ctx) {
    Optional<ByteSelection> selection = selection(ctx);
    ByteSelection bytes = selection.orElse(new ByteSelection(0, file.size()));
    if (ctx.request().method().equals(HttpMethod.HEAD))
      return look(bytes).compose(begun -> end(ctx.response(), selection, begun));
    if (bytes.length() == 0) return end(ctx.response(), selection, Buffer.buffer());
    return file.read(bytes.offset(), bytes.length())
        .compose(stream -> send(ctx.response(), selection, stream));
  }

  private Optional<ByteSelection> selection(RoutingContext ctx) {
    if (!Conditions.of(ctx.request()).rangeCounts(tag)) return Optional.empty();
    String header = ctx.request().getHeader("Range");
    if (ByteSelection.isPastEnd(header, file.size()))
      ctx.response().putHeader("Content-Range", "bytes */" + file.size());
    return ByteSelection.of(header, file.size());
  }

  /** The first of the {@code bytes} of a text; nothing if it can't be read, or is no text. */
  private Future<Buffer> look(ByteSelection bytes) {
    long length = Math.min(LOOK, bytes.length());
    if (length == 0 || !ContentTypes.isText(ContentTypes.of(name)))
      return Future.succeededFuture(Buffer.buffer());
    return file.read(bytes.offset(), length)
        .compose(FileReply::first)
        .otherwise(unreadable -> Buffer.buffer(new byte[] {(byte) 0xff}));
  }

  /** The piece with which the contents begin; the rest of them is given up. */
  private static Future<Buffer> first(ReadStream<Buffer> stream) {
    Promise<Buffer> first = Promise.promise();
    stream.exceptionHandler(first::tryFail);
    stream.handler(first::tryComplete);
    return first.future().onComplete(read -> stream.handler(null));
  }

  private Future<Void> end(
      HttpServerResponse response, Optional<ByteSelection> selection, Buffer begun) {
    describe(response, selection, begun);
    return response.end();
  }

  /**
   * Sends the file; if it breaks off, the connection breaks too, so that nobody takes a part for
   * the whole.
   */
  private Future<Void> send(
      HttpServerResponse response, Optional<ByteSelection> selection, ReadStream<Buffer> stream) {
    if (response.closed()) {
      stream.handler(null);
      return Future.succeededFuture();
    }
    return new FileSender(stream, response, first -> describe(response, selection, first))
        .run()
        .recover(
            broken ->
                response.headWritten()
                    ? response.reset().transform(done -> Future.failedFuture(broken))
                    : Future.failedFuture(broken));
  }

  private void describe(
      HttpServerResponse response, Optional<ByteSelection> selection, Buffer begun) {
    String type = ContentTypes.of(name);
    if (way == Way.ONLY_SAVED) SafeHeaders.savedFile(response);
    else SafeHeaders.storedFile(response);
    response
        .putHeader("Content-Type", type + charset(type, selection, begun))
        .putHeader("Accept-Ranges", "bytes");
    if (way == Way.ONLY_SAVED
        || (!name.isEmpty() && (way == Way.SAVED || SafeHeaders.isActive(type))))
      response.putHeader("Content-Disposition", name.isEmpty() ? "attachment" : attachment());
    selection.ifPresent(
        bytes ->
            response
                .setStatusCode(206)
                .putHeader("Content-Range", bytes.toContentRange(file.size())));
    long length = selection.map(ByteSelection::length).orElse(file.size());
    response.putHeader("Content-Length", Long.toString(length));
  }

  private String charset(String type, Optional<ByteSelection> selection, Buffer begun) {
    if (!ContentTypes.isText(type)) return "";
    long offset = selection.map(ByteSelection::offset).orElse(0L);
    Buffer looked = begun.slice(0, Math.min(LOOK, begun.length()));
    boolean last = offset + looked.length() == file.size();
    return ContentTypes.isUtf8(looked, offset == 0, last) ? "; charset=utf-8" : "";
  }

  /**
   * The name as browsers want it: plain ASCII, and the whole of it in UTF-8 beside that if it has
   * more.
   */
  private String attachment() {
    String ascii = name.replaceAll("[^ -~]|[\"\\\\%]", "_");
    String all = ascii.equals(name) ? "" : "; filename*=UTF-8''" + Address.encode(name);
    return "attachment; filename=\"" + ascii + "\"" + all;
  }
}
