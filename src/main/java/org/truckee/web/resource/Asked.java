package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.Tagged;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;

/**
 * The question of a row of the API's table.
 *
 * @param method the method; {@code GET} stands for {@code HEAD}, too
 * @param target the kind of thing that is asked
 * @param names the values of {@code t=}, of which the first is the usual one; none if all will do
 * @param takes the names of the other arguments
 */
record Asked(HttpMethod method, Target target, List<String> names, List<String> takes) {
  static Asked of(HttpMethod method, Target target, String... names) {
    return new Asked(method, target, List.of(names), List.of());
  }

  /** The same question with these {@code names} of arguments. */
  Asked with(String... names) {
    return new Asked(method, target, this.names, List.of(names));
  }

  /** Whether this is the question that {@code t} asks. */
  boolean is(HttpMethod method, Target target, String t) {
    return this.method.equals(method)
        && this.target == target
        && (names.isEmpty() || names.contains(t));
  }

  /** A row whose {@code work} is done with the arguments that {@code reader} has read. */
  <A> Endpoint<A> does(String what, Function<Arguments, A> reader, Endpoint.Work<A> work) {
    return new Endpoint<>(this, what, reader, work);
  }

  /** A row whose {@code work} needs no arguments. */
  Endpoint<?> does(String what, BiFunction<Services, Call, Future<Reply>> work) {
    return does(what, arguments -> "", (services, call, none) -> work.apply(services, call));
  }

  /** A row that only reads, so that its answer is sent on the reader's conditions. */
  Endpoint<?> reads(String what, BiFunction<Services, Call, Future<Reply>> work) {
    return reads(what, arguments -> "", (services, call, none) -> work.apply(services, call));
  }

  /** The same with the arguments that {@code reader} has read. */
  <A> Endpoint<A> reads(String what, Function<Arguments, A> reader, Endpoint.Work<A> work) {
    return does(
        what,
        reader,
        (services, call, read) -> work.run(services, call, read).map(Tagged::onConditions));
  }
}
