package org.truckee.web.body;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.ReceivedFile;
import org.truckee.client.flow.OneBuffer;

/**
 * A form that has been received whole: its fields, and its files, which wait here, because what is
 * to become of them may stand in a field after them. A form of which one part fails, fails at once.
 * Its holder closes it. Event loop only.
 */
public final class Form {
  private static final int MAX_FILES = 500;
  private static final int MAX_TEXT = 1 << 20;
  private static final String FILE = "file";

  /** What is sent with a list of children. */
  private static final Set<String> CHILDREN =
      Set.of("set_children", "set-children", "mkdir-with-children", "mkdir-immutable");

  private final Gateway gateway;
  private final Promise<Void> ended = Promise.promise();
  private final List<FormPart> parts = new ArrayList<>();
  private final List<Future<File>> files = new ArrayList<>();
  private final List<Future<File>> texts = new ArrayList<>();
  private FormFields fields = FormFields.none();
  private int textBytes;

  /** A file, or the text of a field, and its name. */
  public record File(String name, ReceivedFile contents) {}

  private Form(Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * Receives the form that {@code request} brings as {@code body}, which is paused; of a request
   * that brings another body, which stays unread, an empty form.
   */
  static Future<Form> receive(HttpServerRequest request, IncomingBody body, Gateway gateway) {
    Form form = new Form(gateway);
    if (!request.method().equals(HttpMethod.POST) || !isForm(request))
      return Future.succeededFuture(form);
    String type = request.getHeader("Content-Type");
    return (Multipart.is(type) ? form.multipart(type, body) : form.plain(body))
        .map(form)
        .recover(failure -> form.close().transform(closed -> Future.failedFuture(failure)));
  }

  /** Whether {@code request} brings a form. */
  public static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    if (type == null) return false;
    String kind = type.strip().toLowerCase(Locale.ROOT);
    return Multipart.is(type)
        || (kind.startsWith("application/x-www-form-urlencoded") && !bringsChildren(request));
  }

  /** Many tools call every body a form if they are told nothing else, and this one never is. */
  private static boolean bringsChildren(HttpServerRequest request) {
    return CHILDREN.contains(FormFields.of(request).text("t"));
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
    return broken instanceof GridException ? broken : bad("the form broke off", broken);
  }

  private void fail(Throwable failure) {
    if (ended.tryFail(failure)) parts.forEach(part -> part.breakOff(failure));
  }

  private static GridException bad(String message, Throwable cause) {
    return new GridException(GridException.Kind.BAD_REQUEST, message, cause);
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
      List<Future<File>> kind = isFile() ? files : texts;
      if (files.size() == MAX_FILES && isFile())
        throw tooLarge("a form has at most " + MAX_FILES + " files: send the others in another");
      if (texts.size() == FormFields.MOST && !isFile()) throw FormFields.tooMany();
      String name = isFile() ? head.localName() : head.name();
      kind.add(
          gateway
              .receive(part)
              .map(contents -> new File(name, contents))
              .onFailure(Form.this::fail));
    }

    private boolean isFile() {
      return part.head().name().equals(FILE);
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
    for (Future<File> text : texts) {
      File field = text.result();
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

  /** A form of which all is text; the file in it is a field like any other. */
  private Future<Void> plain(IncomingBody body) {
    return Bodies.bytes(gateway, body, MAX_TEXT)
        .recover(
            failure ->
                Future.failedFuture(
                    GridException.is(failure, GridException.Kind.TOO_LARGE)
                        ? tooMuchText()
                        : failure))
        .compose(
            bytes -> {
              fields = FormFields.parse(new String(bytes, StandardCharsets.ISO_8859_1));
              fields.get(FILE).ifPresent(this::keepText);
              return Future.all(files).mapEmpty();
            });
  }

  private void keepText(String text) {
    files.add(
        gateway
            .receive(new OneBuffer(Buffer.buffer(text)))
            .map(contents -> new File("", contents)));
  }

  /** Its fields; those of files are not among them. */
  public FormFields fields() {
    return fields;
  }

  /** Its files, in the order in which they came. */
  public List<File> files() {
    return there(files);
  }

  private static List<File> there(List<Future<File>> coming) {
    return coming.stream().filter(Future::succeeded).map(Future::result).toList();
  }

  /** The file that it was sent for. */
  public File file() {
    if (files().isEmpty())
      throw bad("this needs a form (multipart/form-data) with the field 'file'", null);
    return files().get(0);
  }

  /** Gives up its files. */
  public Future<Void> close() {
    List<Future<File>> all = Stream.of(files, texts).flatMap(List::stream).toList();
    return Future.join(all)
        .transform(
            done -> Future.join(there(all).stream().map(file -> file.contents().close()).toList()))
        .mapEmpty();
  }
}
