package org.truckee.web.admission;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.bytes.Digits;
import org.truckee.client.pool.Client;
import org.truckee.web.body.Bodies;
import org.truckee.web.failure.AdmissionRefused;
import org.truckee.web.failure.Explanation;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Pages;
import org.truckee.web.page.gateway.AdmissionPage;
import org.truckee.web.reply.FrontDoor;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/**
 * {@code /admission}: what strangers may store, what that costs, and by {@code POST} with a
 * challenge and its solution, the way in. A step before all routes gives each request that may
 * store something the allowance of its sender.
 */
public final class AdmissionRoutes {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final int MAX_FORM = 4 << 10;
  private static final int MOST_DIGITS = 18;

  private final Admissions admissions;
  private final KnownSenders senders;
  private final Bodies bodies;
  private final Pages pages;

  /** The routes to {@code admissions} for all whom {@code senders} does not know. */
  public AdmissionRoutes(Admissions admissions, KnownSenders senders, Bodies bodies, Pages pages) {
    this.admissions = admissions;
    this.senders = senders;
    this.bodies = bodies;
    this.pages = pages;
  }

  /** Adds the step and the routes to {@code router}. */
  public void mount(Router router) {
    router.route().handler(this::bind);
    Reading.at(router, "/admission").handler(ctx -> FrontDoor.send(ctx, shown(ctx.request())));
    router.post("/admission").handler(ctx -> FrontDoor.send(ctx, taken(ctx.request())));
  }

  private void bind(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!READING.contains(request.method())) {
      StrangersAllowance allowance =
          new StrangersAllowance(
              admissions,
              Client.current().network(),
              StrangersAllowance.announced(request),
              () -> senders.isStranger(request));
      allowance.bind();
      ctx.addEndHandler(over -> allowance.end(false));
    }
    ctx.next();
  }

  private Future<Reply> shown(HttpServerRequest request) {
    boolean json = Arguments.of(request).t().equals("json");
    return state(request).map(state -> json ? json(state) : page(200, state, ""));
  }

  /**
   * The state of a sender.
   *
   * @param stranger whether it is one
   * @param standing the admission of its network
   * @param asked what a stranger has to prove who is not admitted
   */
  private record State(
      boolean stranger,
      String network,
      Optional<AdmittedNetwork> standing,
      Optional<Admissions.Asked> asked) {}

  private Future<State> state(HttpServerRequest request) {
    String network = Client.current().network();
    return senders
        .isStranger(request)
        .compose(
            stranger ->
                stranger
                    ? admissions.standing(network).compose(standing -> state(network, standing))
                    : Future.succeededFuture(
                        new State(false, network, Optional.empty(), Optional.empty())));
  }

  private Future<State> state(String network, Optional<AdmittedNetwork> standing) {
    return standing.isPresent()
        ? Future.succeededFuture(new State(true, network, standing, Optional.empty()))
        : admissions
            .challenge(network)
            .map(asked -> new State(true, network, standing, Optional.of(asked)));
  }

  private Reply json(State state) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("needed", state.asked().isPresent());
    fields.put("network", state.network());
    fields.put("quota", admissions.settings().quota());
    fields.put("period", admissions.settings().period().toSeconds());
    state
        .standing()
        .ifPresent(
            standing -> {
              fields.put("left", left(standing));
              fields.put("until", standing.ends().getEpochSecond());
            });
    state
        .asked()
        .ifPresent(
            asked -> {
              fields.put("challenge", asked.text());
              fields.put("bits", asked.challenge().bits());
              fields.put("expires", asked.challenge().expires().getEpochSecond());
            });
    return Reply.text(200, "application/json; charset=utf-8", TahoeJson.lines(fields) + "\n");
  }

  private long left(AdmittedNetwork standing) {
    return Math.max(0, admissions.settings().quota() - standing.used());
  }

  private Reply page(int status, State state, String trouble) {
    String free = "This is your gateway, or you are signed in: you need no admission.";
    AdmissionPage page =
        new AdmissionPage(
            QuotaRefusals.rule(admissions.settings()),
            state.stranger() ? "" : free,
            state.standing().map(standing -> facts(state.network(), standing)).orElse(List.of()),
            state.asked().map(AdmissionRoutes::puzzle).stream().toList(),
            trouble);
    return new PageReply(pages, status, page);
  }

  private List<Fact> facts(String network, AdmittedNetwork standing) {
    return List.of(
        new Fact("Addresses", network),
        new Fact("Stored", Amount.bytes(standing.used())),
        new Fact("Left", Amount.bytes(left(standing))),
        new Fact("Admitted until", Amount.time(standing.ends())));
  }

  private static AdmissionPage.Puzzle puzzle(Admissions.Asked asked) {
    int bits = asked.challenge().bits();
    return new AdmissionPage.Puzzle(asked.text(), bits, Amount.count((double) (1L << bits)));
  }

  private Future<Reply> taken(HttpServerRequest request) {
    Arguments query = Arguments.of(request);
    Future<Reply> answer =
        query.get("challenge").isPresent()
            ? admitted(request, query)
            : bodies
                .fields(request, MAX_FORM)
                .compose(fields -> admitted(request, Arguments.of(fields::get)));
    return answer.recover(failure -> again(request, failure));
  }

  private Future<Reply> admitted(HttpServerRequest request, Arguments arguments) {
    String challenge = arguments.required("challenge", "an admission needs challenge=");
    String solution = arguments.required("solution", "an admission needs solution=").strip();
    if (!Digits.areAll(solution, MOST_DIGITS))
      throw Arguments.bad("solution= must be a whole number of up to 18 digits");
    return admissions
        .admit(Client.current().network(), challenge.strip(), Long.parseLong(solution))
        .map(
            standing ->
                Pages.wanted(request)
                    ? Reply.redirectTo(303, AdmissionRefused.PAGE)
                    : Reply.text(
                        "Admitted until %s: %s are left.\n"
                            .formatted(
                                Amount.time(standing.ends()), Amount.bytes(left(standing)))));
  }

  /** Shows the page again, with another challenge, to a person whose proof was refused. */
  private Future<Reply> again(HttpServerRequest request, Throwable failure) {
    boolean refused =
        failure instanceof AdmissionRefused
            || GridException.is(failure, GridException.Kind.BAD_REQUEST);
    if (!refused || !Pages.wanted(request)) return Future.failedFuture(failure);
    Explanation told = Explanation.of(failure);
    return state(request).map(state -> page(told.status(), state, told.sentence()));
  }
}
