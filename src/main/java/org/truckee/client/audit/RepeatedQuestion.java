package org.truckee.client.audit;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.GridException.Kind;
import org.truckee.client.context.ClientContext;
import org.truckee.client.server.StorageServer;

/**
 * A question to one server, which is put again where no answer comes that could be judged: a disk
 * that hangs, a node that starts anew or a share that is just written is no loss. A server that is
 * suspected has to answer a poll first. Event loop only.
 */
final class RepeatedQuestion<T> {
  /** The times that a server is asked again. */
  static final int AGAIN = 3;

  private final ClientContext context;
  private final StorageServer server;
  private final Supplier<Future<T>> question;

  RepeatedQuestion(ClientContext context, StorageServer server, Supplier<Future<T>> question) {
    this.context = context;
    this.server = server;
    this.question = question;
  }

  /** The answer, or the failure of the last time. */
  Future<T> answer() {
    return answer(AGAIN);
  }

  private Future<T> answer(int again) {
    return server
        .proved()
        .compose(there -> question.get())
        .recover(
            failure ->
                again == 0 || isFinal(failure)
                    ? Future.failedFuture(failure)
                    : context
                        .timers()
                        .pause(context.patience().dawdleMillis())
                        .compose(later -> answer(again - 1)));
  }

  private static boolean isFinal(Throwable failure) {
    return GridException.is(failure, Kind.CORRUPT)
        || GridException.is(failure, Kind.NOT_FOUND)
        || GridException.is(failure, Kind.BUSY);
  }
}
