package org.truckee.web.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.directory.Visit;

/**
 * The parts of a tree that could not be read while the rest was, with the reasons. Event loop only.
 */
public final class Unreadable {
  /** The most parts that are named; further ones are counted. */
  private static final int MAX_NAMED = 1000;

  /** The most parts in one sentence. */
  private static final int MAX_SHOWN = 20;

  private final List<Named> named = new ArrayList<>();
  private long count;

  /** One thing, and the reason why it could not be read. */
  public record Named(List<String> path, String why) {
    private String line() {
      return String.join("/", path).replaceAll("\\p{Cntrl}", "\ufffd") + ": " + why;
    }

    private Map<String, Object> toJson() {
      return Map.of("path", path, "error", why);
    }
  }

  /** Notes {@code visit}. */
  public Named add(Visit visit, Throwable failure) {
    return add(visit.path(), failure);
  }

  /** Notes the thing at {@code path}. */
  public Named add(List<String> path, Throwable failure) {
    Named one = new Named(path, Explanation.of(failure).sentence());
    count++;
    if (named.size() < MAX_NAMED) named.add(one);
    return one;
  }

  /** The number of things that could not be read. */
  public long count() {
    return count;
  }

  /** A line for each, and one for those that are not named. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(named.stream().map(Named::line).toList());
    if (count > lines.size()) lines.add("and " + (count - lines.size()) + " more");
    return lines;
  }

  /** Adds {@code errors} and {@code count-errors} to an answer for programs, if there are any. */
  public void addTo(Map<String, Object> fields) {
    if (count == 0) return;
    fields.put("count-errors", count);
    fields.put("errors", named.stream().map(Named::toJson).toList());
  }

  /** All of them in one sentence; empty if everything could be read. */
  public String sentence() {
    return String.join("; ", clauses(""));
  }

  /** A clause after {@code before} for each of the first; none if everything could be read. */
  private List<String> clauses(String before) {
    if (count == 0) return List.of();
    List<String> lines = lines();
    List<String> clauses = new ArrayList<>(lines.subList(0, Math.min(MAX_SHOWN, lines.size())));
    String many = count == 1 ? "1 thing" : count + " things";
    clauses.set(0, before + many + " could not be read: " + clauses.get(0));
    if (lines.size() > MAX_SHOWN) clauses.add("…");
    return clauses;
  }

  /** Throws the failure of work that left something out. */
  public void check(String left) {
    if (count > 0)
      throw new GridException(
          GridException.Kind.UNRECOVERABLE, Subject.NONE, clauses(left + ", but "), null);
  }
}
