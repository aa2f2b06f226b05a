package org.truckee.web.reply;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.truckee.cap.Capability;
import org.truckee.client.immutable.up.UploadResult;
import org.truckee.client.mutable.MadeFile;
import org.truckee.mutable.SignedPrefix;
import org.truckee.web.http.EntityTag;

/** A file whose contents were stored as they came, and the tag that readers get with them. */
public record Stored(Capability cap, EntityTag tag) {
  public static Stored of(UploadResult result) {
    return new Stored(result.cap(), EntityTag.of(result.cap(), "").orElseThrow());
  }

  public static Stored of(MadeFile made) {
    return of(made.cap(), made.version());
  }

  public static Stored of(Capability cap, SignedPrefix version) {
    return new Stored(cap, EntityTag.of(version.sequence(), version.rootHash()));
  }

  /** Tells its capability, and its tag so that the sender can go on from there. */
  public Reply reply(int status) {
    return ctx -> tagged(ctx, Reply.cap(status, cap.toUri()));
  }

  private Future<Void> tagged(RoutingContext ctx, Reply reply) {
    ctx.response().putHeader("ETag", tag.quoted());
    return reply.send(ctx);
  }
}
