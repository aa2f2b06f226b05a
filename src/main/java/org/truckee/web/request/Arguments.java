package org.truckee.web.request;

import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.web.body.Form;
import org.truckee.web.body.FormFields;

/**
 * The arguments of a request beside its path: the parameters of its query and the fields of a form.
 */
public final class Arguments {
  private final Function<String, Optional<String>> values;

  private Arguments(Function<String, Optional<String>> values) {
    this.values = values;
  }

  /** The arguments that {@code values} finds by their names. */
  public static Arguments of(Function<String, Optional<String>> values) {
    return new Arguments(values);
  }

  /** The arguments in the query of {@code request}. */
  public static Arguments of(HttpServerRequest request) {
    return new Arguments(FormFields.of(request)::get);
  }

  /** The arguments in the query of {@code request} and in its {@code form}. */
  public static Arguments of(HttpServerRequest request, Form form) {
    FormFields query = FormFields.of(request);
    return new Arguments(name -> query.get(name).or(() -> form.fields().get(name)));
  }

  /** The value called {@code name}, in the query or else in the form. */
  public Optional<String> get(String name) {
    return values.apply(name);
  }

  /** The value called {@code name}, or nothing. */
  public String text(String name) {
    return get(name).orElse("");
  }

  /** The action that is asked for. */
  public String t() {
    return text("t").strip();
  }

  /** Returns whether the value of {@code name} means yes. */
  public boolean is(String name) {
    return flag(name, false);
  }

  private boolean flag(String name, boolean otherwise) {
    Optional<String> value = get(name);
    return value.isEmpty()
        ? otherwise
        : truth(value.get())
            .orElseThrow(() -> bad("invalid boolean argument: b'" + value.get() + "'"));
  }

  private static Optional<Boolean> truth(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "t", "1", "on" -> Optional.of(true);
      case "false", "f", "0", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** The format that is asked for; empty if none is. */
  public Optional<FileFormat> format() {
    String format = text("format");
    if (format.isEmpty()) return is("mutable") ? Optional.of(FileFormat.SDMF) : Optional.empty();
    return Optional.of(
        FileFormat.named(format)
            .orElseThrow(() -> bad("Unknown format: " + format + ", I know CHK, SDMF, MDMF")));
  }

  /** Returns whether a file's key is to be made from its contents. */
  public boolean convergent() {
    return flag("convergent", true);
  }

  /** The offset in a file to write at; empty to write all of it. */
  public OptionalLong offset() {
    Optional<String> offset = get("offset");
    if (offset.isEmpty()) return OptionalLong.empty();
    if (!offset.get().matches("-?[0-9]{1,18}")) throw bad("offset= must be a number of bytes");
    return OptionalLong.of(Long.parseLong(offset.get()));
  }

  /** The time {@code name}, as a date, as a date and a time, or in seconds since 1970. */
  public Optional<Instant> time(String name) {
    return get(name).map(text -> time(name, text.strip()));
  }

  private static Instant time(String name, String text) {
    try {
      if (text.matches("[0-9]{1,12}")) return Instant.ofEpochSecond(Long.parseLong(text));
      if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) return Instant.parse(text + "T00:00:00Z");
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException malformed) {
      throw bad(
          name + "= must be a time such as 2026-01-31T12:00:00Z, a date or seconds since 1970");
    }
  }

  /** The value called {@code name}, which the request can't do without. */
  public String required(String name, String complaint) {
    return get(name).filter(value -> !value.isEmpty()).orElseThrow(() -> bad(complaint));
  }

  /** The failure of a request that makes no sense. */
  public static GridException bad(String message) {
    return new GridException(GridException.Kind.BAD_REQUEST, message);
  }
}
