package org.truckee.web.resource;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.Predicate;
import org.truckee.web.request.Arguments;

/**
 * The question of a row of the API's table.
 *
 * @param method the method; {@code GET} stands for {@code HEAD}, too
 * @param target the kind of thing that is asked
 * @param names the values of {@code t=}, of which the first is the usual one; none if all will do
 * @param takes the names of the other arguments
 * @param stores tells by the arguments whether something is stored on the grid
 */
record Asked(
    HttpMethod method,
    Target target,
    List<String> names,
    List<String> takes,
    Predicate<Arguments> stores) {
  /** Returns whether this is the question that {@code t} asks. */
  boolean is(HttpMethod method, Target target, String t) {
    return this.method.equals(method)
        && this.target == target
        && (names.isEmpty() || names.contains(t));
  }
}
