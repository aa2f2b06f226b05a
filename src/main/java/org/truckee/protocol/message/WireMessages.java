package org.truckee.protocol.message;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.truckee.GridException;

/** Chooses the encoding of messages, and answers with them. */
public final class WireMessages {
  private WireMessages() {}

  /** The encoding that the body claims; {@code UNSUPPORTED_TYPE} if it is not known. */
  public static WireFormat format(RoutingContext ctx) {
    String type = ctx.request().getHeader("Content-Type");
    if (type == null) return WireFormat.CBOR;
    String plain = type.split(";", 2)[0].strip();
    for (WireFormat format : WireFormat.values()) {
      if (format.mediaType().equalsIgnoreCase(plain)) return format;
    }
    throw new GridException(
        GridException.Kind.UNSUPPORTED_TYPE, "a body must be application/cbor or application/json");
  }

  /** Answers with a message, in the encoding that was {@link #accepted}. */
  public static void reply(
      RoutingContext ctx, int status, WireFormat format, WireFormat.Writer message) {
    reply(ctx, status, format, format.write(message));
  }

  /** Answers with a message that is encoded already. */
  public static void reply(RoutingContext ctx, int status, WireFormat format, Buffer message) {
    ctx.response().setStatusCode(status).putHeader("Content-Type", format.mediaType()).end(message);
  }

  /**
   * The encoding that the answer must have; {@code NOT_ACCEPTABLE} if none that is known is
   * accepted. Handlers call it before they act: a client that can't be answered is not served.
   */
  public static WireFormat accepted(RoutingContext ctx) {
    String accept = ctx.request().getHeader("Accept");
    if (accept == null || accept.isBlank()) return WireFormat.CBOR;
    for (String part : accept.split(",", 32)) {
      String type = part.split(";", 2)[0].strip();
      if (type.equals("*/*") || type.equals("application/*")) return WireFormat.CBOR;
      for (WireFormat format : WireFormat.values()) {
        if (format.mediaType().equalsIgnoreCase(type)) return format;
      }
    }
    throw new GridException(
        GridException.Kind.NOT_ACCEPTABLE, "answers are application/cbor or application/json");
  }
}
