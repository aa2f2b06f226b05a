package org.truckee.web.admission;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.truckee.web.guard.Owner;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.signin.MemberDoor;

/**
 * Tells strangers from the gateway's owner and its members.
 *
 * @param members the door of the members, if there are any
 */
public record KnownSenders(OwnerRights rights, Owner owner, Optional<MemberDoor> members) {
  /**
   * Whether a stranger sent {@code request}. It fails if {@code request} shows a wrong secret of
   * the owner.
   */
  Future<Boolean> isStranger(HttpServerRequest request) {
    return Future.succeededFuture()
        .compose(
            asked ->
                isOwners(request)
                    ? Future.succeededFuture(false)
                    : members
                        .map(door -> door.knows(request).map(known -> !known))
                        .orElse(Future.succeededFuture(true)));
  }

  private boolean isOwners(HttpServerRequest request) {
    if (rights.isNear(request)) return true;
    String shown = request.getHeader("Authorization");
    boolean secret = shown != null && shown.regionMatches(true, 0, "Basic ", 0, 6);
    if (!secret || rights.secret().isEmpty()) return false;
    owner.check(request, "the gateway's owner stores here without admission");
    return true;
  }
}
