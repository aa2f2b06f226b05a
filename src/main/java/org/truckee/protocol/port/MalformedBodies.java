package org.truckee.protocol.port;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;

/**
 * The answer to a request whose body is malformed, as by a chunk size that is no number: 400 in
 * words, unless another answer has begun, which is sent as far as it has come. Without it Vert.x
 * ends the connection without a word. The request fails as before, so that nothing of its body is
 * kept. One serves one connection.
 */
final class MalformedBodies extends ChannelDuplexHandler {
  private static final String DECODER = "httpDecoder";
  private static final String ENCODER = "httpEncoder";
  private static final String SENTENCE = "The body of the request is malformed.\n";
  private static final String REFUSAL =
      String.join(
          "\r\n",
          "HTTP/1.1 400 Bad Request",
          "Content-Type: text/plain; charset=utf-8",
          "X-Content-Type-Options: nosniff",
          "Content-Length: " + SENTENCE.length(),
          "Connection: close",
          "",
          SENTENCE);

  private boolean answering;
  private boolean refused;

  private MalformedBodies() {}

  /** Answers what comes by {@code connection}, if it is one of HTTP/1. */
  static void answer(HttpConnection connection) {
    if (!(connection instanceof ConnectionBase base)) return;
    ChannelHandlerContext last = base.channelHandlerContext();
    if (last.pipeline().get(DECODER) != null)
      last.pipeline().addBefore(last.name(), null, new MalformedBodies());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest) answering = false;
    else if (message instanceof HttpContent part && part.decoderResult().isFailure()) refuse(ctx);
    ctx.fireChannelRead(message);
  }

  private void refuse(ChannelHandlerContext ctx) {
    if (answering) ctx.flush();
    else if (!refused)
      // Vert.x's encoder knows its own kind of headers only.
      answer(ctx.pipeline().context(ENCODER));
    refused = true;
  }

  private static void answer(ChannelHandlerContext encoder) {
    ChannelFuture sent =
        encoder.writeAndFlush(Unpooled.copiedBuffer(REFUSAL, StandardCharsets.US_ASCII));
    sent.addListener(ChannelFutureListener.CLOSE);
  }

  /** What the request's own handler says of its failure comes too late. */
  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
      throws Exception {
    if (refused) {
      ReferenceCountUtil.release(message);
      promise.cancel(false);
      return;
    }
    if (message instanceof HttpResponse answer)
      answering = answer.status().codeClass() != HttpStatusClass.INFORMATIONAL;
    super.write(ctx, message, promise);
  }
}
