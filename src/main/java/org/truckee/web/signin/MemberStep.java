package org.truckee.web.signin;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truckee.bytes.Secret;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.pool.Client;
import org.truckee.protocol.ClientBuckets;
import org.truckee.protocol.Rate;
import org.truckee.web.guard.RequestLimit;
import org.truckee.web.member.Member;
import org.truckee.web.member.Members;

/**
 * A step of every request that finds out which member sent it, whom it counts for from then on,
 * wherever it comes from. Who shows no session that lasts is anonymous, and so is everybody while
 * the file of members can't be asked. Sessions that were not seen before are looked up a number of
 * times in a minute for each network, so that made-up ones cost no more than others.
 */
public final class MemberStep implements Handler<RoutingContext> {
  /** The most sessions, and networks, that are remembered. */
  private static final int MOST = 10_000;

  private static final Rate STRANGE = new Rate(200, Duration.ofMinutes(1));

  private final Members members;
  private final ClientBuckets strange;
  private final SessionCookie cookie;
  private final MemberDoor door;
  private final Set<Secret> lasted =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Secret, Boolean> eldest) {
                  return size() > MOST;
                }
              }));

  private MemberStep(Members members) {
    this.members = members;
    this.strange = new ClientBuckets(STRANGE, members.ticker(), MOST);
    this.cookie = new SessionCookie(members.settings());
    this.door = new MemberDoor(members);
  }

  /** Adds to {@code router} the steps by which requests are held to {@code limits}. */
  public static void mount(
      Router router, Optional<Members> members, Optional<ClientLimits> limits) {
    members.ifPresent(known -> router.route().handler(new MemberStep(known)));
    limits.ifPresent(held -> router.route().handler(new RequestLimit(held)));
  }

  @Override
  public void handle(RoutingContext ctx) {
    Optional<Secret> session = cookie.of(ctx.request()).filter(this::isLookedUp);
    if (session.isEmpty()) ctx.next();
    else
      members
          .signedIn(session)
          .otherwise(Optional.empty())
          .onSuccess(member -> goOn(ctx, session.get(), member));
  }

  private boolean isLookedUp(Secret session) {
    return lasted.contains(session) || strange.take(Client.current().network(), 1).isEmpty();
  }

  private void goOn(RoutingContext ctx, Secret session, Optional<Member> member) {
    if (member.isPresent()) {
      lasted.add(session);
      door.know(ctx, member.get());
    } else {
      lasted.remove(session);
    }
    ctx.next();
  }
}
