package org.truckee.web.reply;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.client.immutable.up.UploadResult;
import org.truckee.client.mutable.MadeFile;
import org.truckee.mutable.SignedPrefix;
import org.truckee.web.http.EntityTag;

/**
 * A file that was stored, and the tag that readers get with contents that were stored as they came.
 */
public record Stored(Capability cap, Optional<EntityTag> tag) {
  public static Stored of(UploadResult result) {
    return new Stored(result.cap(), EntityTag.of(result.cap(), ""));
  }

  public static Stored of(MadeFile made) {
    return of(made.cap(), made.version());
  }

  public static Stored of(Capability cap, SignedPrefix version) {
    return new Stored(cap, Optional.of(EntityTag.of(version.sequence(), version.rootHash())));
  }

  /** A file that was changed in part, and whose whole contents are unknown here. */
  public static Stored untagged(Capability cap) {
    return new Stored(cap, Optional.empty());
  }

  /** Tells its capability, and its tag so that the sender can go on from there. */
  public Reply reply(int status) {
    return ctx -> tagged(ctx, Reply.cap(status, cap.toUri()));
  }

  private Future<Void> tagged(RoutingContext ctx, Reply reply) {
    tag.ifPresent(known -> ctx.response().putHeader("ETag", known.quoted()));
    return reply.send(ctx);
  }
}
