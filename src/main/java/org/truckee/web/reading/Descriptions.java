package org.truckee.web.reading;

import io.vertx.core.Future;
import java.util.OptionalLong;
import org.truckee.cap.Capability;
import org.truckee.web.json.NodeJson;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.Tagged;
import org.truckee.web.request.Call;

/** The facts that an address alone tells of its thing; no server is asked. */
public final class Descriptions {
  private Descriptions() {}

  /** The strongest capability of the place. */
  public static Future<Reply> uri(Call call) {
    return tagged(call, "uri", Places.capability(call.place()));
  }

  /** The capability that only reads it. */
  public static Future<Reply> readUri(Call call) {
    return tagged(call, "readonly-uri", call.place().target().read().orElseThrow());
  }

  /** The capability of a directory that was to be made, and is there. */
  public static Future<Reply> made(Call call) {
    return Future.succeededFuture(Reply.text(Places.capability(call.place()).toUri()));
  }

  private static Future<Reply> tagged(Call call, String t, Capability told) {
    return Future.succeededFuture(
        Tagged.of(Places.capability(call.place()), t, Reply.text(told.toUri())));
  }

  /** The facts about a capability of an unknown kind. */
  public static Future<Reply> unknownJson(Call call) {
    return Future.succeededFuture(
        Reply.text(NodeJson.of(call.place().target(), OptionalLong.empty(), call.place().child())));
  }
}
