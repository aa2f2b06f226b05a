package org.truckee.web.guard;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells, with each answer that says that a method is not allowed, the methods that are (RFC 9110,
 * section 15.5.6): those that a route answers at the address, but for the one that was tried.
 */
public final class AllowedMethods implements Handler<RoutingContext> {
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final Pattern PARAMETER = Pattern.compile(":[A-Za-z]+");
  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.POST, HttpMethod.DELETE);

  private final Router router;

  /** Looks at the routes of {@code router}. */
  public AllowedMethods(Router router) {
    this.router = router;
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.addHeadersEndHandler(
        begun -> {
          if (ctx.response().getStatusCode() == METHOD_NOT_ALLOWED)
            ctx.response().putHeader("Allow", at(ctx.request().path(), ctx.request().method()));
        });
    ctx.next();
  }

  private String at(String path, HttpMethod tried) {
    return METHODS.stream()
        .filter(method -> !method.equals(tried))
        .filter(
            method -> router.getRoutes().stream().anyMatch(route -> answers(route, method, path)))
        .map(HttpMethod::name)
        .collect(Collectors.joining(", "));
  }

  private static boolean answers(Route route, HttpMethod method, String path) {
    if (route.getPath() == null || route.methods() == null || !route.methods().contains(method))
      return false;
    if (!route.isExactPath()) return path.startsWith(route.getPath());
    return path.matches(PARAMETER.matcher(route.getPath()).replaceAll("[^/]+"));
  }
}
