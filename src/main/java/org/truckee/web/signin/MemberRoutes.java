package org.truckee.web.signin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.web.body.Bodies;
import org.truckee.web.failure.Explanation;
import org.truckee.web.guard.WrongTries;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.member.Member;
import org.truckee.web.member.MemberLedger;
import org.truckee.web.member.MemberStore;
import org.truckee.web.member.Members;
import org.truckee.web.member.Passphrase;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Pages;
import org.truckee.web.page.gateway.MemberPage;
import org.truckee.web.reply.FrontDoor;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/**
 * {@code /member}: who is signed in; by {@code POST} with {@code t=passphrase}, {@code t=sign-out}
 * and {@code t=sign-out-everywhere}, that changes.
 */
public final class MemberRoutes {
  private static final String WRONG = "this is not your passphrase until now";

  private final Members members;
  private final Bodies bodies;
  private final Pages pages;
  private final WrongTries tries;
  private final SessionCookie cookie;

  private MemberRoutes(Members members, Bodies bodies, Pages pages, WrongTries tries) {
    this.members = members;
    this.bodies = bodies;
    this.pages = pages;
    this.tries = tries;
    this.cookie = new SessionCookie(members.settings());
  }

  /** Adds to {@code router} the routes of {@code members}, and those by which they sign in. */
  public static void mount(Router router, Members members, Bodies bodies, Pages pages) {
    WrongTries tries = new WrongTries(members.ticker());
    new SignIn(members, bodies, pages, tries).mount(router);
    new MemberRoutes(members, bodies, pages, tries).mount(router);
  }

  private void mount(Router router) {
    router.route("/member").handler(new MemberDoor(members));
    Reading.at(router, "/member").handler(ctx -> FrontDoor.send(ctx, shown(ctx)));
    router.post("/member").handler(ctx -> FrontDoor.send(ctx, changed(ctx)));
  }

  private static Member member(RoutingContext ctx) {
    return MemberDoor.member(ctx).orElseThrow();
  }

  private Future<Reply> shown(RoutingContext ctx) {
    Arguments arguments = Arguments.of(ctx.request());
    if (arguments.t().equals("json")) return state(member(ctx)).map(now -> json(member(ctx), now));
    return page(member(ctx), 200, "", arguments.is("changed"));
  }

  /** What a member is told that changes: the number of sessions, and what is stored. */
  private record State(int sessions, MemberLedger.Standing storage) {}

  private Future<State> state(Member member) {
    return members
        .sessions(member)
        .compose(
            count -> members.quota(member).standing().map(storage -> new State(count, storage)));
  }

  private static Reply json(Member member, State now) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", member.name());
    fields.put("kind", member.kind().toString());
    fields.put("made", member.made().getEpochSecond());
    member.ends().ifPresent(ends -> fields.put("ends", ends.getEpochSecond()));
    fields.put("sessions", now.sessions());
    fields.put("stored", now.storage().stored());
    now.storage().quota().ifPresent(quota -> fields.put("quota", quota));
    fields.put("drive", "/vdrive/mine/");
    return Reply.text(200, "application/json; charset=utf-8", TahoeJson.lines(fields) + "\n");
  }

  private Future<Reply> page(Member member, int status, String trouble, boolean changed) {
    return state(member)
        .map(
            now ->
                new PageReply(
                    pages,
                    status,
                    new MemberPage(member.name(), facts(member, now), trouble, changed)));
  }

  private List<Fact> facts(Member member, State now) {
    return List.of(
        new Fact("Member since", Amount.time(member.made())),
        new Fact("Until", member.ends().map(Amount::time).orElse("no end")),
        new Fact("Your files take", Amount.bytes(now.storage().stored())),
        new Fact("Room left", room(now.storage())),
        new Fact("Signed in", "at " + Amount.of(now.sessions(), "place")),
        new Fact("A session lasts", Amount.duration(members.settings().session())));
  }

  private static String room(MemberLedger.Standing storage) {
    return storage.quota().isEmpty()
        ? "not bounded for you"
        : "%s of %s"
            .formatted(
                Amount.bytes(storage.left().getAsLong()),
                Amount.bytes(storage.quota().getAsLong()));
  }

  private Future<Reply> changed(RoutingContext ctx) {
    return switch (Arguments.of(ctx.request()).t()) {
      case "passphrase" -> newPassphrase(ctx);
      case "sign-out" -> members.signOut(cookie.of(ctx.request())).map(ended -> out(ctx.request()));
      case "sign-out-everywhere" ->
          members.signOutEverywhere(member(ctx)).map(ended -> out(ctx.request()));
      default ->
          throw Arguments.bad("POST /member needs t=passphrase, sign-out or sign-out-everywhere");
    };
  }

  private Reply out(HttpServerRequest request) {
    cookie.clear(request);
    return Pages.wanted(request) ? Reply.redirectTo(303, "/sign-in") : Reply.text("Signed out.\n");
  }

  private Future<Reply> newPassphrase(RoutingContext ctx) {
    return bodies
        .fields(ctx.request(), SignIn.MAX_FORM)
        .compose(fields -> newPassphrase(ctx, Arguments.of(fields::get)))
        .recover(failure -> refused(ctx, failure));
  }

  private Future<Reply> newPassphrase(RoutingContext ctx, Arguments arguments) {
    String name = member(ctx).name();
    Passphrase before = Passphrase.typed(arguments.text("before"));
    Passphrase after =
        Passphrase.chosen(name, arguments.text("passphrase"), arguments.text("again"));
    tries.begin(ctx.response());
    return members
        .change(name, before, after)
        .onSuccess(in -> in.ifPresent(right -> tries.forgive()))
        .onFailure(failure -> tries.forgive())
        .map(in -> begun(ctx.request(), in));
  }

  private Reply begun(HttpServerRequest request, Optional<MemberStore.SignedIn> in) {
    cookie.set(
        request,
        in.orElseThrow(() -> new GridException(GridException.Kind.FORBIDDEN, WRONG)).token());
    return Pages.wanted(request)
        ? Reply.redirectTo(303, "/member?changed=true")
        : Reply.text("The passphrase was changed. All other sessions have ended.\n");
  }

  /** Shows the form again to a person whose mistake it was. */
  private Future<Reply> refused(RoutingContext ctx, Throwable failure) {
    boolean mistake =
        GridException.is(failure, GridException.Kind.BAD_REQUEST)
            || GridException.is(failure, GridException.Kind.FORBIDDEN);
    if (!mistake || !Pages.wanted(ctx.request())) return Future.failedFuture(failure);
    Explanation told = Explanation.of(failure);
    return page(member(ctx), told.status(), told.sentence(), false);
  }
}
