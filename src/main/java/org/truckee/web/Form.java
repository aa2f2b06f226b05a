package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.ReceivedFile;
import org.truckee.client.flow.OneBuffer;

/**
 * A form that has been received whole: its fields are among the {@link Arguments}, and its files
 * wait here, because what is to become of them may stand in a field after them. Whoever has it
 * closes it.
 */
final class Form {
  private static final int MAX_FILES = 64;
  private static final String FILE = "file";

  /** What is sent with a list of children. */
  private static final Set<String> CHILDREN =
      Set.of("set_children", "set-children", "mkdir-with-children", "mkdir-immutable");

  private final HttpServerRequest request;
  private final Silence silence;
  private final Gateway gateway;
  private final Promise<Void> ended = Promise.promise();
  private final List<FormPart> parts = new ArrayList<>();
  private final List<Future<File>> coming = new ArrayList<>();

  /** A file and what its sender calls it. */
  record File(String name, ReceivedFile contents) {}

  private Form(Vertx vertx, HttpServerRequest request, Gateway gateway, int silenceMillis) {
    this.request = request;
    this.gateway = gateway;
    this.silence = new Silence(vertx, silenceMillis, () -> giveUp(Bodies.timedOut(silenceMillis)));
  }

  /**
   * Receives the form that {@code request}, which is paused, brings, from a sender who may be
   * silent for {@code silenceMillis}; of one that brings another body, which stays unread, an empty
   * form.
   */
  static Future<Form> receive(
      Vertx vertx, HttpServerRequest request, Gateway gateway, int silenceMillis) {
    Form form = new Form(vertx, request, gateway, silenceMillis);
    boolean comes = request.method().equals(HttpMethod.POST) && isForm(request);
    return comes ? form.receive() : Future.succeededFuture(form);
  }

  /** Whether {@code request} brings a form. */
  static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    String kind = type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
    return kind.startsWith("multipart/form-data")
        || (kind.startsWith("application/x-www-form-urlencoded") && !bringsChildren(request));
  }

  /** Many tools call every body a form if they are told nothing else, and this one never is. */
  private static boolean bringsChildren(HttpServerRequest request) {
    return CHILDREN.contains(String.valueOf(request.getParam("t")));
  }

  private Future<Form> receive() {
    request.setExpectMultipart(true);
    request.exceptionHandler(broken -> fail("the form is malformed, or broke off"));
    request.handler(bytes -> silence.heard());
    request.uploadHandler(this::take);
    request.endHandler(end -> finish());
    request.response().closeHandler(gone -> giveUp(Arguments.bad("the form breaks off")));
    silence.expect();
    request.resume();
    return ended
        .future()
        .onComplete(end -> silence.end())
        .compose(end -> Future.all(coming))
        .compose(all -> takeText())
        .map(this)
        .recover(failure -> close().transform(closed -> Future.failedFuture(failure)));
  }

  private void finish() {
    parts.forEach(FormPart::formHasEnded);
    ended.tryComplete();
  }

  private void take(HttpServerFileUpload upload) {
    boolean file = upload.name().equals(FILE);
    if (file && parts.size() < MAX_FILES) {
      FormPart part = new FormPart(upload, silence);
      parts.add(part);
      coming.add(gateway.receive(part).map(contents -> new File(part.name(), contents)));
      return;
    }
    upload.handler(ignored -> {});
    if (file) fail("a form has at most " + MAX_FILES + " files");
  }

  private void giveUp(GridException failure) {
    parts.forEach(part -> part.breakOff(failure));
    ended.tryFail(failure);
  }

  private void fail(String reason) {
    ended.tryFail(Arguments.bad(reason));
  }

  /** A file without a name may be sent like any other field. */
  private Future<Void> takeText() {
    String text = request.getFormAttribute(FILE);
    if (text == null || !coming.isEmpty()) return Future.succeededFuture();
    coming.add(
        gateway
            .receive(new OneBuffer(Buffer.buffer(text)))
            .map(contents -> new File("", contents)));
    return coming.get(0).mapEmpty();
  }

  /** Its files, in the order in which they came. */
  List<File> files() {
    return coming.stream().filter(Future::succeeded).map(Future::result).toList();
  }

  /** The file that it was sent for. */
  File file() {
    if (files().isEmpty())
      throw Arguments.bad("this needs a form (multipart/form-data) with the field 'file'");
    return files().get(0);
  }

  /** Gives up its files. */
  Future<Void> close() {
    return Future.join(coming)
        .transform(
            done -> Future.join(files().stream().map(file -> file.contents().close()).toList()))
        .mapEmpty();
  }
}
