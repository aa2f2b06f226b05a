package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.WriteCap;
import org.truckee.client.Gateway;
import org.truckee.client.ReceivedFile;
import org.truckee.client.immutable.up.UploadResult;
import org.truckee.client.mutable.MutableFile;
import org.truckee.mutable.FileKeyPair;
import org.truckee.web.activity.FileNames;
import org.truckee.web.body.Bodies;
import org.truckee.web.http.Conditions;
import org.truckee.web.http.State;
import org.truckee.web.json.NodeJson;
import org.truckee.web.monitor.Counters;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.Stored;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.FileFormat;

/**
 * Puts files on the grid in the format that a request asks for, and changes those that can change.
 */
final class Uploads {
  private final Gateway gateway;
  private final Bodies bodies;
  private final Counters counters;
  private final FileNames names;

  Uploads(Gateway gateway, Bodies bodies, Counters counters, FileNames names) {
    this.gateway = gateway;
    this.bodies = bodies;
    this.counters = counters;
    this.names = names;
  }

  /** {@code stored}, of which it is noted that it is called {@code name}. */
  Stored named(Stored stored, String name) {
    names.note(stored.cap(), name);
    return stored;
  }

  /** Stores the body of {@code request}. */
  Future<Stored> store(HttpServerRequest request, Arguments arguments) {
    FileFormat format = format(arguments);
    return format == FileFormat.CHK
        ? counted(
                gateway.put(
                    bodies.stream(request),
                    length(request),
                    keySource(arguments),
                    label(arguments)))
            .map(Stored::of)
        : gateway.receive(bodies.stream(request)).compose(file -> mutable(file, format, arguments));
  }

  /** Stores {@code file}, which is closed in any case. */
  Future<Stored> store(ReceivedFile file, Arguments arguments) {
    FileFormat format = format(arguments);
    return format == FileFormat.CHK
        ? immutable(file, arguments).map(Stored::of)
        : mutable(file, format, arguments);
  }

  private FileFormat format(Arguments arguments) {
    FileFormat mutable = FileFormat.named(gateway.mutableFormat().name());
    return arguments.format(mutable).orElse(FileFormat.CHK);
  }

  /** Stores {@code file}, which is closed in any case, as one that never changes. */
  Future<UploadResult> immutable(ReceivedFile file, Arguments arguments) {
    return counted(gateway.put(file, keySource(arguments), label(arguments)));
  }

  private Future<UploadResult> counted(Future<UploadResult> upload) {
    return upload.onSuccess(
        result -> counters.add(Counters.Kind.UPLOADER, NodeJson.size(result.cap()).orElse(0)));
  }

  private Future<Stored> mutable(ReceivedFile file, FileFormat format, Arguments arguments) {
    MutableFormat kept = format == FileFormat.SDMF ? MutableFormat.SDMF : MutableFormat.MDMF;
    return Future.succeededFuture()
        .compose(
            received -> gateway.mutableFiles().make(kept, file.plaintext(), keyPair(arguments)))
        .map(Stored::of)
        .onSuccess(made -> counters.add(Counters.Kind.MUTABLE_PUBLISHED, file.size()))
        .eventually(file::close);
  }

  private static Gateway.KeySource keySource(Arguments arguments) {
    return arguments.convergent() ? Gateway.KeySource.CONVERGENT : Gateway.KeySource.RANDOM;
  }

  /** What the sender calls the upload, so as to find it among those that are under way. */
  private static String label(Arguments arguments) {
    return arguments.get("upload-id").filter(id -> id.matches("[a-zA-Z0-9]{1,40}")).orElse("");
  }

  private static OptionalLong length(HttpServerRequest request) {
    String header = request.getHeader("Content-Length");
    return header != null && header.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(header))
        : OptionalLong.empty();
  }

  /** The key pair that a request brings for the file it makes. */
  static Optional<FileKeyPair> keyPair(Arguments arguments) {
    return arguments.get("private-key").filter(text -> !text.isEmpty()).map(Uploads::keyPair);
  }

  private static FileKeyPair keyPair(String text) {
    try {
      return FileKeyPair.ofPkcs8(new Secret(Bytes.wrap(Base64.getUrlDecoder().decode(text))));
    } catch (IllegalArgumentException e) {
      throw new GridException(
          GridException.Kind.BAD_REQUEST,
          "private-key= must be an RSA key of "
              + FileKeyPair.BITS
              + " bits (PKCS#8, DER) in URL-safe base64",
          e);
    }
  }

  /** Makes {@code file}, which is closed in any case, the contents of a mutable file. */
  Future<Stored> overwrite(Capability cap, ReceivedFile file) {
    return overwrite(cap, file, () -> writable(cap));
  }

  /** The same on the conditions of {@code request}. */
  Future<Stored> overwrite(Capability cap, ReceivedFile file, HttpServerRequest request) {
    return overwrite(cap, file, () -> open(cap, request));
  }

  private Future<Stored> overwrite(
      Capability cap, ReceivedFile file, Supplier<MutableFile> opened) {
    return change(file, () -> opened.get().replace(file.plaintext()))
        .map(written -> Stored.of(cap, written));
  }

  /**
   * No other version comes between the one that the conditions of {@code request} meet and ours.
   */
  private MutableFile open(Capability cap, HttpServerRequest request) {
    Conditions conditions = Conditions.of(request);
    MutableFile file = writable(cap);
    return conditions.any()
        ? file.onlyIf(version -> conditions.check(Optional.of(State.of(version))))
        : file;
  }

  private MutableFile writable(Capability cap) {
    gateway.blacklist().check(cap);
    return gateway.mutableFiles().open(cap);
  }

  private <T> Future<T> change(ReceivedFile file, Supplier<Future<T>> change) {
    return Future.succeededFuture()
        .compose(received -> change.get())
        .onSuccess(changed -> counters.add(Counters.Kind.MUTABLE_PUBLISHED, file.size()))
        .eventually(file::close);
  }

  /**
   * Makes the body of {@code request} the contents of a mutable file, or only those from an {@code
   * offset=} on.
   */
  Future<Reply> overwrite(Capability cap, HttpServerRequest request, OptionalLong offset) {
    if (!(cap instanceof WriteCap))
      throw Arguments.bad("PUT to a mutable file: replace or update requested with read-only cap");
    if (offset.isPresent() && offset.getAsLong() < 0)
      throw Arguments.bad("PUT to a mutable file: Invalid offset");
    return gateway
        .receive(bodies.stream(request))
        .compose(
            file ->
                offset.isEmpty()
                    ? overwrite(cap, file, request).map(stored -> stored.reply(200))
                    : write(cap, file, request, offset.getAsLong()));
  }

  /** What is there then is not what was sent, so it gets no tag (RFC 9110, section 8.8.3). */
  private Future<Reply> write(
      Capability cap, ReceivedFile file, HttpServerRequest request, long offset) {
    return change(file, () -> open(cap, request).write(offset, file.plaintext()))
        .map(written -> Reply.cap(200, cap.toUri()));
  }
}
