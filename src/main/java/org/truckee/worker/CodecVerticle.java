package org.truckee.worker;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageConsumerOptions;

/**
 * A worker: takes computations from one address, one at a time. Deploy one for each processor, as a
 * worker verticle.
 */
final class CodecVerticle extends VerticleBase {
  private final String address;
  private MessageConsumer<CodecTask> consumer;

  CodecVerticle(String address) {
    this.address = address;
  }

  @Override
  public Future<?> start() {
    MessageConsumerOptions options =
        new MessageConsumerOptions()
            .setAddress(address)
            .setLocalOnly(true)
            .setMaxBufferedMessages(CodecTask.MAX_WAITING);
    consumer = vertx.eventBus().consumer(options);
    consumer.handler(task -> task.reply(task.body().run(), CodecTask.DELIVERY));
    return consumer.completion();
  }

  @Override
  public Future<?> stop() {
    return consumer.unregister();
  }
}
