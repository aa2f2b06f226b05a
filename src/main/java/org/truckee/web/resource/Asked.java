package org.truckee.web.resource;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * The question of a row of the API's table.
 *
 * @param method the method; {@code GET} stands for {@code HEAD}, too
 * @param target the kind of thing that is asked
 * @param names the values of {@code t=}, of which the first is the usual one; none if all will do
 * @param takes the names of the other arguments
 */
record Asked(HttpMethod method, Target target, List<String> names, List<String> takes) {
  /** Returns whether this is the question that {@code t} asks. */
  boolean is(HttpMethod method, Target target, String t) {
    return this.method.equals(method)
        && this.target == target
        && (names.isEmpty() || names.contains(t));
  }
}
