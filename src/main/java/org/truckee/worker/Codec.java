package org.truckee.worker;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs pure computations on worker verticles, and hands each result back on the context that asked.
 * The asking side bounds how many of its own are under way.
 */
public final class Codec {
  static final int MAX_WAITING = 100_000;
  static final DeliveryOptions DELIVERY =
      new DeliveryOptions()
          .setLocalOnly(true)
          .setCodecName(ByReference.NAME)
          .setSendTimeout(TimeUnit.HOURS.toMillis(1));

  private static final String ADDRESS = "truckee.codec";

  private final Vertx vertx;
  private final String deployment;

  private Codec(Vertx vertx, String deployment) {
    this.vertx = vertx;
    this.deployment = deployment;
  }

  /** Deploys {@code workers} worker verticles. */
  public static Future<Codec> deploy(Vertx vertx, int workers) {
    ByReference.register(vertx);
    DeploymentOptions options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName("truckee-codec")
            .setWorkerPoolSize(workers)
            .setInstances(workers);
    return vertx
        .deployVerticle(() -> new CodecVerticle(ADDRESS), options)
        .map(id -> new Codec(vertx, id));
  }

  /**
   * The result of {@code computation}, which must neither block nor touch anything that others
   * change.
   */
  @SuppressWarnings("unchecked") // the outcome holds what this computation gave
  public <T> Future<T> run(Supplier<T> computation) {
    return vertx
        .eventBus()
        .<CodecTask.Outcome>request(ADDRESS, new CodecTask(computation), DELIVERY)
        .compose(
            reply ->
                reply.body().failure() == null
                    ? Future.succeededFuture((T) reply.body().value())
                    : Future.failedFuture(reply.body().failure()));
  }

  /** Stops the workers. */
  public Future<Void> close() {
    return vertx.undeploy(deployment);
  }
}
