package org.truckee.web.resource;

import io.vertx.core.Future;
import java.util.function.Function;
import org.truckee.web.body.Allowance;
import org.truckee.web.record.NotedThings;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;

/**
 * One row of the API's table: a question, and the work that answers it. A row knows no gateway, so
 * that all gateways and event loops of a process share the rows.
 *
 * @param what the work in a sentence for the reference of the API, without its subject
 * @param reader reads the arguments, and refuses bad ones before anything is done
 * @param <A> the arguments
 */
record Endpoint<A>(Asked asked, String what, Function<Arguments, A> reader, Work<A> work) {
  /** The work for one call. */
  interface Work<A> {
    Future<Reply> run(Services services, Call call, A arguments);
  }

  /** Reads the arguments of {@code call}, and has {@code services} do the work. */
  Future<Reply> answer(Services services, Call call) {
    if (asked.names().contains(call.t())) NotedThings.asks(call.t());
    call.place().target().strongest().ifPresent(NotedThings::about);
    A read = reader.apply(call.arguments());
    return asked.stores().test(call.arguments())
        ? Allowance.storing(() -> work.run(services, call, read))
        : work.run(services, call, read);
  }
}
