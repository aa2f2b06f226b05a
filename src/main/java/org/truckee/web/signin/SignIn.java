package org.truckee.web.signin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.web.body.Bodies;
import org.truckee.web.failure.Explanation;
import org.truckee.web.guard.WrongTries;
import org.truckee.web.member.Member;
import org.truckee.web.member.MemberStore;
import org.truckee.web.member.MemberToken;
import org.truckee.web.member.Members;
import org.truckee.web.member.Passphrase;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Page;
import org.truckee.web.page.Pages;
import org.truckee.web.page.gateway.PassphrasePage;
import org.truckee.web.page.gateway.SignInPage;
import org.truckee.web.reply.FrontDoor;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.WhenDone;
import org.truckee.web.request.Arguments;

/**
 * {@code /sign-in}: by a name and a passphrase, or by a link, with which a member chooses one. Each
 * time a new session begins, and that of before ends.
 */
final class SignIn {
  /** The most bytes of a form about a member. */
  static final int MAX_FORM = 16 << 10;

  private static final String WRONG = "this name and this passphrase do not belong together";
  private static final String SPENT =
      "this link was used already, or its time is over; the gateway's owner makes new ones";

  private final Members members;
  private final Bodies bodies;
  private final Pages pages;
  private final WrongTries tries;
  private final SessionCookie cookie;

  /** The sign-in of {@code members}, where {@code tries} bounds the guesses. */
  SignIn(Members members, Bodies bodies, Pages pages, WrongTries tries) {
    this.members = members;
    this.bodies = bodies;
    this.pages = pages;
    this.tries = tries;
    this.cookie = new SessionCookie(members.settings());
  }

  /** Adds the routes to {@code router}. */
  void mount(Router router) {
    Reading.at(router, "/sign-in").handler(ctx -> FrontDoor.send(ctx, shown(ctx.request())));
    router.post("/sign-in").handler(this::take);
  }

  private Future<Reply> shown(HttpServerRequest request) {
    Arguments arguments = Arguments.of(request);
    WhenDone whenDone = WhenDone.of(arguments);
    if (arguments.get("link").isPresent())
      return linked(arguments)
          .map(
              member ->
                  member.isEmpty()
                      ? spent(request)
                      : new PageReply(pages, choice(member.get(), arguments, "")));
    return members
        .signedIn(cookie.of(request))
        .map(
            member ->
                member.isEmpty()
                    ? new PageReply(pages, new SignInPage("", "", whenDone.target()))
                    : after(whenDone));
  }

  private static Page choice(Member member, Arguments arguments, String trouble) {
    return new PassphrasePage(
        member.name(), arguments.text("link"), trouble, WhenDone.of(arguments).target());
  }

  private Future<Optional<Member>> linked(Arguments arguments) {
    Optional<Secret> link = MemberToken.parse(arguments.text("link"));
    return link.isEmpty() ? Future.succeededFuture(Optional.empty()) : members.withLink(link.get());
  }

  private void take(RoutingContext ctx) {
    Future<Reply> reply =
        bodies
            .fields(ctx.request(), MAX_FORM)
            .map(fields -> Arguments.of(fields::get))
            .compose(
                arguments ->
                    arguments.get("link").isPresent()
                        ? byLink(ctx.request(), arguments)
                        : byPassphrase(ctx.request(), arguments));
    FrontDoor.send(ctx, reply);
  }

  private Future<Reply> byPassphrase(HttpServerRequest request, Arguments arguments) {
    WhenDone whenDone = WhenDone.of(arguments);
    String name = arguments.text("name").strip();
    Passphrase passphrase = Passphrase.typed(arguments.text("passphrase"));
    tries.begin(request.response());
    return members
        .signIn(name, passphrase)
        .onSuccess(in -> in.ifPresent(right -> tries.forgive()))
        .onFailure(failure -> tries.forgive())
        .compose(
            in ->
                in.isPresent()
                    ? begun(request, in.get(), whenDone)
                    : Future.succeededFuture(
                        refused(request, new SignInPage(name, WRONG, whenDone.target()), WRONG)));
  }

  private Future<Reply> byLink(HttpServerRequest request, Arguments arguments) {
    return linked(arguments)
        .compose(
            member ->
                member.isEmpty()
                    ? Future.succeededFuture(spent(request))
                    : chosen(request, member.get(), arguments));
  }

  private Future<Reply> chosen(HttpServerRequest request, Member member, Arguments arguments) {
    Passphrase passphrase;
    try {
      passphrase =
          Passphrase.chosen(member.name(), arguments.text("passphrase"), arguments.text("again"));
    } catch (GridException unfit) {
      if (!Pages.wanted(request)) throw unfit;
      Page again = choice(member, arguments, Explanation.of(unfit).sentence());
      return Future.succeededFuture(new PageReply(pages, 400, again));
    }
    WhenDone whenDone = WhenDone.of(arguments);
    return members
        .accept(MemberToken.parse(arguments.text("link")).orElseThrow(), passphrase)
        .compose(
            in ->
                in.isPresent()
                    ? begun(request, in.get(), whenDone)
                    : Future.succeededFuture(spent(request)));
  }

  private Reply spent(HttpServerRequest request) {
    return refused(request, new SignInPage("", SPENT, ""), SPENT);
  }

  private Reply refused(HttpServerRequest request, Page page, String reason) {
    if (!Pages.wanted(request)) throw MemberDoor.refusal(request, reason);
    MemberDoor.challenge(request);
    return new PageReply(pages, 401, page);
  }

  private Future<Reply> begun(
      HttpServerRequest request, MemberStore.SignedIn in, WhenDone whenDone) {
    return members
        .signOut(cookie.of(request))
        .map(
            ended -> {
              cookie.set(request, in.token());
              return Pages.wanted(request)
                  ? after(whenDone)
                  : Reply.text("Signed in as " + in.member().name() + ".\n");
            });
  }

  private static Reply after(WhenDone whenDone) {
    return whenDone.target().isEmpty()
        ? Reply.redirectTo(303, "/vdrive/mine/")
        : Reply.redirect(303, whenDone.target());
  }
}
