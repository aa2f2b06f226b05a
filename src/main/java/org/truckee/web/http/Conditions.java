package org.truckee.web.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.truckee.GridException;

/**
 * The conditions of a request on the state that it is meant for: {@code If-Match}, {@code
 * If-None-Match}, {@code If-Modified-Since}, {@code If-Unmodified-Since} and {@code If-Range} (RFC
 * 9110, section 13), in the order of precedence of section 13.2.2. A malformed date counts as
 * missing, and so does a header that stands twice. A malformed list of tags names no state: a
 * reader gets the whole contents, and a writer changes nothing.
 */
public final class Conditions {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final HttpServerRequest request;
  private final boolean reading;

  private Conditions(HttpServerRequest request) {
    this.request = request;
    this.reading = READING.contains(request.method());
  }

  public static Conditions of(HttpServerRequest request) {
    return new Conditions(request);
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(request.headers().getAll(name))
        .filter(all -> !all.isEmpty())
        .map(all -> String.join(",", all));
  }

  /** Returns whether there are conditions on the request's action. */
  public boolean any() {
    return header("If-Match").isPresent()
        || header("If-Unmodified-Since").isPresent()
        || header("If-None-Match").isPresent();
  }

  /** Returns whether they name a tag, so that the current one has to be known. */
  public boolean nameTags() {
    return header("If-Match")
        .or(() -> header("If-None-Match"))
        .flatMap(TagList::parse)
        .filter(tags -> !tags.any())
        .isPresent();
  }

  /**
   * Fails with {@code PRECONDITION} unless the conditions meet the {@code current} state, which is
   * empty if the thing is missing.
   */
  public void check(Optional<State> current) {
    Optional<String> match = header("If-Match");
    if (match.isPresent() && !holds(match.get(), current, TagList::hasStrong))
      throw failed("it is not what If-Match says");
    if (match.isEmpty() && current.filter(this::mayBeModified).isPresent())
      throw failed("it may have been changed since the time that If-Unmodified-Since says");
    Optional<String> none = header("If-None-Match");
    if (!reading && none.isPresent() && excluded(none.get(), current))
      throw failed("it is what If-None-Match says");
  }

  private static boolean holds(
      String header, Optional<State> current, BiPredicate<TagList, EntityTag> has) {
    Optional<TagList> tags = TagList.parse(header);
    return tags.isPresent()
        && current
            .filter(
                state ->
                    tags.get().any()
                        || state.tag().filter(tag -> has.test(tags.get(), tag)).isPresent())
            .isPresent();
  }

  private static boolean excluded(String none, Optional<State> current) {
    return TagList.parse(none).isEmpty() || holds(none, current, TagList::has);
  }

  /** Checks a date; without the time of the state, a writer is not let through. */
  private boolean mayBeModified(State current) {
    Optional<Instant> since = date("If-Unmodified-Since");
    if (since.isEmpty()) return false;
    return current.changed().map(time -> time.isAfter(since.get())).orElse(!reading);
  }

  private Optional<Instant> date(String name) {
    return header(name).flatMap(text -> HttpDate.parse(text, LocalDate.now(ZoneOffset.UTC)));
  }

  /** Returns whether the sender has the answer already; after {@link #check}. */
  public boolean isKnown(State current) {
    Optional<String> none = header("If-None-Match");
    if (none.isPresent()) return holds(none.get(), Optional.of(current), TagList::has);
    Optional<Instant> since = date("If-Modified-Since");
    return since.isPresent()
        && current.changed().filter(changed -> !changed.isAfter(since.get())).isPresent();
  }

  /** Returns whether the sender has the answer of {@code tag} already. */
  public boolean isKnown(EntityTag tag) {
    return isKnown(new State(Optional.of(tag), Optional.empty()));
  }

  /**
   * Returns whether the range belongs to the present contents. Dates are those of links, which can
   * change twice in a second, so none of them counts.
   */
  public boolean rangeCounts(Optional<EntityTag> current) {
    return header("If-Range")
        .map(
            header ->
                TagList.parse(header)
                    .filter(tags -> !tags.any() && tags.tags().size() == 1)
                    .filter(tags -> current.filter(tags::hasStrong).isPresent())
                    .isPresent())
        .orElse(true);
  }

  public static GridException failed(String why) {
    return new GridException(GridException.Kind.PRECONDITION, why);
  }
}
