package org.truckee.storage;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.bytes.Digits;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.storage.account.AccountCheck;
import org.truckee.storage.share.LeaseHolder;

/**
 * The parts of a request of the storage protocol; each method fails with the status that the
 * protocol gives.
 */
final class StorageRequest {
  private static final String LIST = Blacklist.class.getName();

  private StorageRequest() {}

  /** Has {@code list} hold for the request. */
  static void prohibit(RoutingContext ctx, Blacklist list) {
    ctx.put(LIST, list);
  }

  /**
   * The storage index in the path; {@code NOT_FOUND} if it is none, and {@code FORBIDDEN} if nobody
   * may have what it names.
   */
  static StorageIndex storageIndex(RoutingContext ctx) {
    StorageIndex storageIndex = parsed(ctx);
    ctx.<Blacklist>get(LIST).check(storageIndex);
    return storageIndex;
  }

  private static StorageIndex parsed(RoutingContext ctx) {
    try {
      return StorageIndex.parse(ctx.pathParam("storageIndex"));
    } catch (IllegalArgumentException e) {
      throw new GridException(GridException.Kind.NOT_FOUND, "the path holds no storage index");
    }
  }

  /** The share number in the path; {@code NOT_FOUND} if it is none. */
  static int shareNumber(RoutingContext ctx) {
    String text = ctx.pathParam("shareNumber");
    if (Digits.areAll(text, 3) && Integer.parseInt(text) < WireFormat.MAX_SHARES)
      return Integer.parseInt(text);
    throw new GridException(GridException.Kind.NOT_FOUND, "share numbers are 0 to 255");
  }

  /** The secrets of a request that must carry exactly the kinds {@code expected}. */
  static Map<SecretKind, Secret> secrets(RoutingContext ctx, SecretKind... expected) {
    List<String> headers = ctx.request().headers().getAll(SecretKind.HEADER);
    return SecretKind.read(headers, Set.of(expected));
  }

  /** The account of a request, with the lease secrets among {@code secrets}. */
  static LeaseHolder leases(RoutingContext ctx, Map<SecretKind, Secret> secrets) {
    return new LeaseHolder(
        AccountCheck.of(ctx),
        new LeaseSecrets(
            secrets.get(SecretKind.LEASE_RENEW), secrets.get(SecretKind.LEASE_CANCEL)));
  }
}
