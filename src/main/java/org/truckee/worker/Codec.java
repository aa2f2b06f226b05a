package org.truckee.worker;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs pure computations on worker verticles of its own, and hands each result back on the context
 * of the step that asked. A step that asks bounds how many of its computations are under way.
 */
public final class Codec {
  /** The bytes whose hashes an event loop computes in some microseconds. */
  private static final int FEW = 4 << 10;

  /** Tells the workers of one node from those of another in the same process. */
  private static final AtomicLong NUMBER = new AtomicLong();

  private final Vertx vertx;
  private final String address;
  private final String deployment;

  private Codec(Vertx vertx, String address, String deployment) {
    this.vertx = vertx;
    this.address = address;
    this.deployment = deployment;
  }

  /** Deploys {@code workers} worker verticles, each of which computes one thing at a time. */
  public static Future<Codec> deploy(Vertx vertx, int workers) {
    ByReference.register(vertx);
    String name = "truckee-codec-" + NUMBER.incrementAndGet();
    DeploymentOptions options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName(name)
            .setWorkerPoolSize(workers)
            .setInstances(workers);
    return vertx
        .deployVerticle(() -> new CodecVerticle(name), options)
        .map(deployment -> new Codec(vertx, name, deployment));
  }

  /**
   * The result of {@code computation}: work for the processor, which waits for no disk and no
   * server. Nothing else uses what it changes until its result is there, but what is thread-safe.
   */
  public <T> Future<T> run(Supplier<T> computation) {
    return vertx
        .eventBus()
        .<CodecTask.Outcome>request(address, new CodecTask(computation), CodecTask.DELIVERY)
        .compose(reply -> outcome(reply.body()));
  }

  /**
   * The same for a computation on {@code size} bytes. One on few bytes is done at once, where it is
   * asked for: it takes less time than the way to a worker and back.
   */
  public <T> Future<T> run(long size, Supplier<T> computation) {
    return size > FEW ? run(computation) : outcome(new CodecTask(computation).run());
  }

  @SuppressWarnings("unchecked") // the outcome holds what this computation gave
  private static <T> Future<T> outcome(CodecTask.Outcome outcome) {
    return outcome.failure() == null
        ? Future.succeededFuture((T) outcome.value())
        : Future.failedFuture(outcome.failure());
  }

  /** Stops the workers. */
  public Future<Void> close() {
    return vertx.undeploy(deployment);
  }
}
