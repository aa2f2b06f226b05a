package org.truckee.web.body;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.flow.OneBuffer;

/**
 * The reception of one form: files wait until the form is whole, because the field that tells their
 * use may stand after them. A form of which one part fails, fails at once. Works once, on an event
 * loop.
 */
final class FormReception {
  private static final int MAX_FILES = 500;
  private static final int MAX_TEXT = 1 << 20;

  private final Gateway gateway;
  private final Promise<Void> ended = Promise.promise();
  private final List<FormPart> parts = new ArrayList<>();
  private final List<Future<Form.File>> files = new ArrayList<>();
  private final List<Future<Form.File>> texts = new ArrayList<>();
  private FormFields fields = FormFields.none();
  private int textBytes;

  FormReception(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Receives the form in {@code body}, which is paused. */
  Future<Form> receive(String type, IncomingBody body) {
    return (Multipart.is(type) ? multipart(type, body) : plain(body))
        .map(whole -> new Form(fields, there(files), there(texts)))
        .recover(failure -> giveUp().transform(closed -> Future.failedFuture(failure)));
  }

  private static List<Form.File> there(List<Future<Form.File>> coming) {
    return coming.stream().filter(Future::succeeded).map(Future::result).toList();
  }

  /** Gives up the parts that came, and those that still come. */
  private Future<Void> giveUp() {
    return Future.join(Stream.of(files, texts).flatMap(List::stream).toList())
        .transform(done -> new Form(fields, there(files), there(texts)).close());
  }

  private Future<Void> multipart(String type, IncomingBody body) {
    return Future.succeededFuture()
        .compose(
            begun -> {
              take(Multipart.of(type, new Incoming(body)), body);
              return ended.future();
            })
        .compose(whole -> Future.all(Stream.of(files, texts).flatMap(List::stream).toList()))
        .compose(all -> readTexts());
  }

  private void take(Multipart multipart, IncomingBody body) {
    body.exceptionHandler(broken -> fail(told(broken)));
    body.handler(bytes -> attempt(() -> multipart.add(bytes.getBytes())));
    body.endHandler(end -> attempt(() -> finish(multipart)));
    ended.future().onFailure(failure -> body.handler(null));
    body.resume();
  }

  private void attempt(Runnable step) {
    if (ended.future().isComplete()) return;
    try {
      step.run();
    } catch (GridException malformed) {
      fail(malformed);
    }
  }

  private void finish(Multipart multipart) {
    multipart.finish();
    ended.tryComplete();
  }

  private static Throwable told(Throwable broken) {
    return broken instanceof GridException ? broken : Form.bad("the form broke off", broken);
  }

  private void fail(Throwable failure) {
    if (ended.tryFail(failure)) parts.forEach(part -> part.breakOff(failure));
  }

  private static GridException tooLarge(String message) {
    return new GridException(GridException.Kind.TOO_LARGE, message);
  }

  /** Has the parts received as they come, and holds the body back while one of them is held. */
  private final class Incoming implements Multipart.Parts, FormPart.Gate {
    private final IncomingBody body;
    private FormPart part;
    private int holding;

    Incoming(IncomingBody body) {
      this.body = body;
    }

    @Override
    public void begin(PartHead head) {
      part = new FormPart(head, this);
      parts.add(part);
      List<Future<Form.File>> kind = isFile() ? files : texts;
      if (files.size() == MAX_FILES && isFile())
        throw tooLarge("a form has at most " + MAX_FILES + " files: send the others in another");
      if (texts.size() == FormFields.MOST && !isFile()) throw FormFields.tooMany();
      String name = isFile() ? head.localName() : head.name();
      kind.add(
          gateway
              .receive(part)
              .map(contents -> new Form.File(name, contents))
              .onFailure(FormReception.this::fail));
    }

    private boolean isFile() {
      return part.head().name().equals(Form.FILE);
    }

    @Override
    public void add(byte[] contents) {
      if (!isFile()) textBytes += contents.length;
      if (textBytes > MAX_TEXT) throw tooMuchText();
      part.add(contents);
    }

    @Override
    public void end() {
      part.end();
    }

    @Override
    public void close() {
      if (holding++ == 0) body.pause();
    }

    @Override
    public void open() {
      if (--holding == 0) body.resume();
    }
  }

  private static GridException tooMuchText() {
    return tooLarge("the fields of a form have at most " + MAX_TEXT + " bytes together here");
  }

  private Future<Void> readTexts() {
    Map<String, String> values = new LinkedHashMap<>();
    Future<Void> read = Future.succeededFuture();
    for (Future<Form.File> text : texts) {
      Form.File field = text.result();
      read =
          read.compose(before -> field.contents().plaintext().next((int) field.contents().size()))
              .map(
                  bytes -> {
                    values.putIfAbsent(field.name(), Percent.utf8(bytes));
                    return null;
                  });
    }
    return read.onSuccess(all -> fields = FormFields.of(values));
  }

  /** Reads a form that is all text, in which the file is a field like any other. */
  private Future<Void> plain(IncomingBody body) {
    return bytes(body)
        .recover(
            failure ->
                Future.failedFuture(
                    GridException.is(failure, GridException.Kind.TOO_LARGE)
                        ? tooMuchText()
                        : failure))
        .compose(
            bytes -> {
              fields = FormFields.parse(new String(bytes, StandardCharsets.ISO_8859_1));
              fields.get(Form.FILE).ifPresent(this::keepText);
              return Future.all(files).mapEmpty();
            });
  }

  private void keepText(String text) {
    files.add(
        gateway
            .receive(new OneBuffer(Buffer.buffer(text)))
            .map(contents -> new Form.File("", contents)));
  }

  private Future<byte[]> bytes(IncomingBody body) {
    return gateway
        .receive(body, MAX_TEXT)
        .compose(whole -> whole.plaintext().next((int) whole.size()).eventually(whole::close));
  }
}
