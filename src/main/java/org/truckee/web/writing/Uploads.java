package org.truckee.web.writing;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;
import org.truckee.cap.MutableFormat;
import org.truckee.client.Gateway;
import org.truckee.client.ReceivedFile;
import org.truckee.client.immutable.up.UploadResult;
import org.truckee.web.body.Bodies;
import org.truckee.web.json.NodeJson;
import org.truckee.web.monitor.Counters;
import org.truckee.web.monitor.Usage;
import org.truckee.web.record.NotedThings;
import org.truckee.web.reply.Stored;
import org.truckee.web.request.FileFormat;

/** Puts new files on the grid, in the format that a request asks for. */
public final class Uploads {
  private final Gateway gateway;
  private final Bodies bodies;
  private final Usage usage;

  /** Uploads to {@code gateway}, which are counted, and whose names are noted. */
  public Uploads(Gateway gateway, Bodies bodies, Usage usage) {
    this.gateway = gateway;
    this.bodies = bodies;
    this.usage = usage;
  }

  /** {@code stored}, with {@code name} noted for it. */
  Stored named(Stored stored, String name) {
    usage.names().note(stored.cap(), name);
    return stored;
  }

  /** Stores the body of {@code request}. */
  Future<Stored> store(HttpServerRequest request, Kept kept) {
    return kept.isImmutable()
        ? counted(gateway.put(bodies.stream(request), length(request), kept.key(), kept.label()))
            .map(Stored::of)
        : bodies.received(request).compose(file -> mutable(file, kept));
  }

  /** Stores {@code file}, which is closed in any case. */
  Future<Stored> store(ReceivedFile file, Kept kept) {
    return kept.isImmutable() ? immutable(file, kept).map(Stored::of) : mutable(file, kept);
  }

  /** Stores {@code file}, which is closed in any case, as one that never changes. */
  Future<UploadResult> immutable(ReceivedFile file, Kept kept) {
    return counted(gateway.put(file, kept.key(), kept.label()));
  }

  /** The same as soon as {@code leave} is given; the holder of {@code file} closes it. */
  Future<Stored> immutable(ReceivedFile file, Kept kept, Future<Void> leave) {
    return counted(gateway.put(file, kept.key(), kept.label(), leave)).map(Stored::of);
  }

  private Future<UploadResult> counted(Future<UploadResult> upload) {
    return upload.onSuccess(
        result -> {
          NotedThings.about(result.cap());
          usage.counters().add(Counters.Kind.UPLOADER, NodeJson.size(result.cap()).orElse(0));
        });
  }

  private Future<Stored> mutable(ReceivedFile file, Kept kept) {
    MutableFormat format =
        kept.format()
            .map(asked -> asked == FileFormat.SDMF ? MutableFormat.SDMF : MutableFormat.MDMF)
            .orElse(gateway.mutableFormat());
    return Future.succeededFuture()
        .compose(received -> gateway.mutableFiles().make(format, file.plaintext(), kept.keys()))
        .map(Stored::of)
        .onSuccess(made -> NotedThings.about(made.cap()))
        .onSuccess(made -> usage.counters().add(Counters.Kind.MUTABLE_PUBLISHED, file.size()))
        .eventually(file::close);
  }

  /** The length of the body that {@code request} announces, if it does. */
  static OptionalLong length(HttpServerRequest request) {
    String header = request.getHeader("Content-Length");
    return header != null && header.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(header))
        : OptionalLong.empty();
  }
}
