package org.truckee.web.signin;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.client.limit.Person;
import org.truckee.web.http.Address;
import org.truckee.web.member.Member;
import org.truckee.web.member.Members;
import org.truckee.web.page.Pages;
import org.truckee.web.record.NotedThings;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.WhenDone;

/**
 * A step before what is a member's own: it lets those in who are signed in. Others are sent to
 * {@code /sign-in}, which leads back, if they look at pages; a program gets {@code UNAUTHORIZED}.
 */
public final class MemberDoor implements Handler<RoutingContext> {
  private static final String KEY = Member.class.getName();
  private static final String CHALLENGE = "Cookie realm=\"members\", form-action=\"/sign-in\"";
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final int LONGEST_WAY_BACK = 4096;

  private final Members members;
  private final SessionCookie cookie;

  /** The door of {@code members}. */
  public MemberDoor(Members members) {
    this.members = members;
    this.cookie = new SessionCookie(members.settings());
  }

  /** The member who is known to have sent the request. */
  public static Optional<Member> member(RoutingContext ctx) {
    return Optional.ofNullable(ctx.get(KEY));
  }

  /** Has the request be one of {@code member}, whom it counts for. */
  void know(RoutingContext ctx, Member member) {
    ctx.put(KEY, member);
    new Person(member.name()).bind();
    NotedThings.by(member.name());
    members.quota(member).bind();
  }

  /** Whether {@code request} is that of a member who is signed in. */
  public Future<Boolean> knows(HttpServerRequest request) {
    return members.signedIn(cookie.of(request)).map(Optional::isPresent);
  }

  @Override
  public void handle(RoutingContext ctx) {
    Optional<Member> known = member(ctx);
    Future<Optional<Member>> signedIn =
        known.isPresent()
            ? Future.succeededFuture(known)
            : members.signedIn(cookie.of(ctx.request()));
    signedIn.onSuccess(member -> enter(ctx, member)).onFailure(ctx::fail);
  }

  private void enter(RoutingContext ctx, Optional<Member> member) {
    if (member.isPresent()) {
      know(ctx, member.get());
      ctx.next();
    } else if (Pages.wanted(ctx.request())) {
      Reply.redirectTo(303, signIn(ctx.request())).send(ctx).onFailure(ctx::fail);
    } else {
      ctx.fail(refusal(ctx.request(), "this is for members of the gateway who are signed in"));
    }
  }

  /** The refusal of {@code request} for {@code reason}, whose answer says how to sign in. */
  static GridException refusal(HttpServerRequest request, String reason) {
    challenge(request);
    return new GridException(GridException.Kind.UNAUTHORIZED, reason);
  }

  /** Says how to sign in, as every answer with the status 401 has to (RFC 9110). */
  static void challenge(HttpServerRequest request) {
    request.response().putHeader("WWW-Authenticate", CHALLENGE);
  }

  private static String signIn(HttpServerRequest request) {
    Address page = Address.at("/sign-in");
    return wayBack(request).map(back -> page.with("when_done", back)).orElse(page).toString();
  }

  /**
   * The address of {@code request} as seen from {@code /sign-in}; without the query of a change,
   * which is not made again.
   */
  private static Optional<String> wayBack(HttpServerRequest request) {
    boolean whole = READING.contains(request.method()) && request.query() != null;
    String address = request.path().substring(1) + (whole ? "?" + request.query() : "");
    return Optional.of(address)
        .filter(back -> back.length() <= LONGEST_WAY_BACK && WhenDone.isHere(back));
  }
}
