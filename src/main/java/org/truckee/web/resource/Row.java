package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.Tagged;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;

/** Builds a row of the API's table: a question, and then the work that answers it. */
record Row(Asked asked) {
  /** A question, which stores something if it does not only read, unless that is said. */
  static Row of(HttpMethod method, Target target, String... names) {
    boolean stores = !method.equals(HttpMethod.GET);
    return new Row(new Asked(method, target, List.of(names), List.of(), arguments -> stores));
  }

  /** The same question with these {@code names} of arguments. */
  Row with(String... names) {
    return new Row(
        new Asked(asked.method(), asked.target(), asked.names(), List.of(names), asked.stores()));
  }

  /** The same question, which stores something only if one of these {@code flags} says so. */
  Row storesIf(String... flags) {
    return new Row(
        new Asked(
            asked.method(),
            asked.target(),
            asked.names(),
            asked.takes(),
            arguments -> Stream.of(flags).anyMatch(arguments::is)));
  }

  /** The same question, which stores nothing. */
  Row storesNothing() {
    return storesIf();
  }

  /** A row whose {@code work} is done with the arguments that {@code reader} has read. */
  <A> Endpoint<A> does(String what, Function<Arguments, A> reader, Endpoint.Work<A> work) {
    return new Endpoint<>(asked, what, reader, work);
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
