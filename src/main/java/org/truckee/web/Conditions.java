package org.truckee.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;

/**
 * What a request says of the state that it is meant for: {@code If-Match}, {@code If-None-Match},
 * {@code If-Modified-Since}, {@code If-Unmodified-Since} and {@code If-Range} (RFC 9110, section
 * 13), in the order of precedence of section 13.2.2.
 */
final class Conditions {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** A tag in quotes, or one without, as Tahoe sent them. */
  private static final Pattern TAG =
      Pattern.compile("\\s*(W/)?(?:\"([^\"]*)\"|([^\\s,\"]+))\\s*,?");

  private final HttpServerRequest request;

  private Conditions(HttpServerRequest request) {
    this.request = request;
  }

  static Conditions of(HttpServerRequest request) {
    return new Conditions(request);
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(request.headers().getAll(name))
        .filter(all -> !all.isEmpty())
        .map(all -> String.join(",", all));
  }

  /** Whether there are conditions on doing what the request asks for. */
  boolean any() {
    return header("If-Match").isPresent()
        || header("If-Unmodified-Since").isPresent()
        || header("If-None-Match").isPresent();
  }

  /** Whether they name a tag, so that the current one has to be known. */
  boolean nameTags() {
    return header("If-Match")
        .or(() -> header("If-None-Match"))
        .filter(tag -> !isAny(tag))
        .isPresent();
  }

  /**
   * Fails with {@code PRECONDITION} unless what the request is for is in {@code current} state;
   * empty if it is not there at all.
   */
  void check(Optional<State> current) {
    Optional<String> match = header("If-Match");
    boolean reading = READING.contains(request.method());
    if (match.isPresent()
        && !current.filter(state -> matches(match.get(), state, true)).isPresent())
      throw failed("it is not what If-Match says");
    if (match.isEmpty() && isModified(current, reading))
      throw failed("it may have been changed since the time that If-Unmodified-Since says");
    Optional<String> none = header("If-None-Match");
    if (!reading
        && none.isPresent()
        && current.filter(state -> matches(none.get(), state, false)).isPresent())
      throw failed("it is what If-None-Match says");
  }

  /** A writer who can't be told when the state came about is not let through. */
  private boolean isModified(Optional<State> current, boolean reading) {
    Optional<Instant> since = header("If-Unmodified-Since").flatMap(Conditions::time);
    if (since.isEmpty()) return false;
    Optional<Instant> changed = current.flatMap(State::changed);
    return changed.isPresent() ? changed.get().isAfter(since.get()) : !reading;
  }

  /** Whether the sender has the answer already; after {@link #check}. */
  boolean isKnown(State current) {
    Optional<String> none = header("If-None-Match");
    if (none.isPresent()) return matches(none.get(), current, false);
    Optional<Instant> since = header("If-Modified-Since").flatMap(Conditions::time);
    return since.isPresent()
        && current.changed().filter(changed -> !changed.isAfter(since.get())).isPresent();
  }

  /** Whether the range that is asked for is one of what is there now. */
  boolean rangeCounts(Optional<EntityTag> current) {
    return header("If-Range")
        .map(
            tag ->
                current
                    .filter(
                        now -> tag.strip().equals(now.quoted()) || tag.strip().equals(now.text()))
                    .isPresent())
        .orElse(true);
  }

  private static boolean isAny(String header) {
    return header.strip().equals("*");
  }

  private static boolean matches(String header, State current, boolean strongly) {
    if (isAny(header)) return true;
    if (current.tag().isEmpty()) return false;
    Matcher tags = TAG.matcher(header);
    while (tags.find()) {
      boolean weak = tags.group(1) != null;
      String text = tags.group(2) != null ? tags.group(2) : tags.group(3);
      if (text.equals(current.tag().get().text()) && !(weak && strongly)) return true;
    }
    return false;
  }

  /** A date that is none is as if it were not there. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException noDate) {
      return Optional.empty();
    }
  }

  static GridException failed(String why) {
    return new GridException(GridException.Kind.PRECONDITION, why);
  }
}
