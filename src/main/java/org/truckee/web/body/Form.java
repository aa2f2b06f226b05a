package org.truckee.web.body;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.client.ReceivedFile;

/** A form that has been received whole: its fields and its files. Its holder closes it. */
public final class Form {
  static final String FILE = "file";

  /** The form of a request that brings none. */
  static final Form NONE = new Form(FormFields.none(), List.of(), List.of());

  /** The values of {@code t=} that are sent with a list of children. */
  private static final Set<String> CHILDREN =
      Set.of("set_children", "set-children", "mkdir-with-children", "mkdir-immutable");

  private final FormFields fields;
  private final List<File> files;
  private final List<File> texts;

  /** A file, or the text of a field, and its name. */
  public record File(String name, ReceivedFile contents) {}

  Form(FormFields fields, List<File> files, List<File> texts) {
    this.fields = fields;
    this.files = files;
    this.texts = texts;
  }

  /** Returns whether {@code request} brings a form. */
  public static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    if (type == null) return false;
    String kind = type.strip().toLowerCase(Locale.ROOT);
    return Multipart.is(type)
        || (kind.startsWith("application/x-www-form-urlencoded") && !bringsChildren(request));
  }

  /**
   * Returns whether a body of this address is never a form: many tools call every body one by
   * default.
   */
  private static boolean bringsChildren(HttpServerRequest request) {
    return CHILDREN.contains(FormFields.of(request).text("t"));
  }

  /** The fields of the form, without those of files. */
  public FormFields fields() {
    return fields;
  }

  /** The files of the form, in the order in which they came. */
  public List<File> files() {
    return files;
  }

  /** The file that the form was sent for. */
  public File file() {
    if (files.isEmpty())
      throw bad("this needs a form (multipart/form-data) with the field 'file'", null);
    return files.get(0);
  }

  static GridException bad(String message, Throwable cause) {
    return new GridException(GridException.Kind.BAD_REQUEST, message, cause);
  }

  /** Gives up the files of the form. */
  public Future<Void> close() {
    return Future.join(
            Stream.of(files, texts)
                .flatMap(List::stream)
                .map(file -> file.contents().close())
                .toList())
        .mapEmpty();
  }
}
