package org.truckee.storage;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.SecretKind;
import org.truckee.protocol.SmallBody;
import org.truckee.protocol.WireFormat;

/**
 * What handlers read from a request of the storage protocol; each method fails with the status that
 * the protocol gives.
 */
final class StorageRequest {
  private StorageRequest() {}

  /** The storage index in the path; {@code NOT_FOUND} if it is none. */
  static StorageIndex storageIndex(RoutingContext ctx) {
    try {
      return StorageIndex.parse(ctx.pathParam("storageIndex"));
    } catch (IllegalArgumentException e) {
      throw new GridException(GridException.Kind.NOT_FOUND, "the path holds no storage index");
    }
  }

  /** The share number in the path; {@code NOT_FOUND} if it is none. */
  static int shareNumber(RoutingContext ctx) {
    String text = ctx.pathParam("shareNumber");
    if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) < WireFormat.MAX_SHARES)
      return Integer.parseInt(text);
    throw new GridException(GridException.Kind.NOT_FOUND, "share numbers are 0 to 255");
  }

  /** The secrets of a request that must carry exactly the kinds {@code expected}. */
  static Map<SecretKind, Secret> secrets(RoutingContext ctx, SecretKind... expected) {
    List<String> headers = ctx.request().headers().getAll(SecretKind.HEADER);
    return SecretKind.read(headers, Set.of(expected));
  }

  /** The lease secrets among {@code secrets}. */
  static LeaseSecrets leases(Map<SecretKind, Secret> secrets) {
    return new LeaseSecrets(
        secrets.get(SecretKind.LEASE_RENEW), secrets.get(SecretKind.LEASE_CANCEL));
  }

  /**
   * The one message in the body, of at most {@code limit} bytes; {@code UNSUPPORTED_TYPE} if it is
   * in no known encoding.
   */
  static <T> Future<T> message(RoutingContext ctx, int limit, WireFormat.Reader<T> reader) {
    WireFormat format = format(ctx);
    return SmallBody.read(ctx.request(), limit).map(body -> format.read(body, reader));
  }

  private static WireFormat format(RoutingContext ctx) {
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
  static void reply(RoutingContext ctx, int status, WireFormat format, WireFormat.Writer message) {
    reply(ctx, status, format, format.write(message));
  }

  /** Answers with a message that is encoded already. */
  static void reply(RoutingContext ctx, int status, WireFormat format, Buffer message) {
    ctx.response().setStatusCode(status).putHeader("Content-Type", format.mediaType()).end(message);
  }

  /**
   * The encoding that the answer must have; {@code NOT_ACCEPTABLE} if none that is known is
   * accepted. To be asked before anything is done: who can't be answered is not served.
   */
  static WireFormat accepted(RoutingContext ctx) {
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
