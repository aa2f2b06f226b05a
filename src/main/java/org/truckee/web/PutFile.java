package org.truckee.web;

import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.immutable.UploadResult;
import org.truckee.web.page.Address;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Pages;
import org.truckee.web.page.StoredPage;

/**
 * {@code PUT /uri} and {@code POST /uri?t=upload}: puts a file on the grid and answers with its
 * capability. The key is made from the contents unless {@code convergent=false} asks for a random
 * one.
 */
final class PutFile {
  private static final String ACCEPTS =
      "/uri accepts only PUT, PUT?t=mkdir, POST?t=upload, and POST?t=mkdir";

  private final Gateway gateway;
  private final Pages pages;

  PutFile(Gateway gateway, Pages pages) {
    this.gateway = gateway;
    this.pages = pages;
  }

  /** The file is the body. */
  void put(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!request.getParam("t", "").isEmpty()) throw bad(ACCEPTS);
    checkFormat(request.getParam("format"));
    gateway
        .put(request, contentLength(request), keySource(request))
        .onSuccess(result -> answerWithCap(ctx, result))
        .onFailure(ctx::fail);
  }

  /** The file is the field {@code file} of a form. */
  void post(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    String type = request.getHeader("Content-Type");
    boolean form =
        type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/form-data");
    String t = request.getParam("t", form ? "upload" : "");
    if (!t.equals("upload")) throw bad(ACCEPTS);
    if (!form)
      throw bad("POST /uri?t=upload needs a form (multipart/form-data) with the field 'file'");
    checkFormat(request.getParam("format"));
    checkTarget(request.getParam("when_done"));
    new Form(ctx).receive();
  }

  /** A form, of which the first field called {@code file} is taken while it comes. */
  private final class Form {
    private final RoutingContext ctx;
    private final HttpServerRequest request;
    private boolean found;
    private String name = "";

    Form(RoutingContext ctx) {
      this.ctx = ctx;
      this.request = ctx.request();
    }

    void receive() {
      request.setExpectMultipart(true);
      request.exceptionHandler(broken -> fail(bad("the form is malformed, or broke off")));
      request.uploadHandler(this::take);
      request.endHandler(end -> checkFound());
      request.resume();
    }

    private void take(HttpServerFileUpload file) {
      if (found || !file.name().equals("file")) {
        file.handler(ignored -> {});
        return;
      }
      found = true;
      name = file.filename() == null ? "" : file.filename();
      gateway
          .put(file.pause(), OptionalLong.empty(), keySource(request))
          .onSuccess(this::answer)
          .onFailure(this::fail);
    }

    private void checkFound() {
      if (!found) fail(bad("the form has no field 'file'"));
    }

    private void answer(UploadResult result) {
      String target = request.getParam("when_done", request.getFormAttribute("when_done"));
      if (target == null || target.isEmpty()) {
        answerWithPage(ctx, result, name);
        return;
      }
      checkTarget(target);
      String location = target.replace("%(uri)s", Address.encode(result.cap().toUri()));
      ctx.response().setStatusCode(302).putHeader("Location", location).end();
    }

    private void fail(Throwable failure) {
      if (!ctx.failed()) ctx.fail(failure);
    }
  }

  private static void answerWithCap(RoutingContext ctx, UploadResult result) {
    HttpServerResponse response = ctx.response();
    response
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Cache-Control", "no-store");
    response.end(result.cap().toUri());
  }

  private void answerWithPage(RoutingContext ctx, UploadResult result, String name) {
    if (!Pages.wanted(ctx)) {
      answerWithCap(ctx, result);
      return;
    }
    String uri = result.cap().toUri();
    Address href = name.isEmpty() ? Address.of(uri) : Address.ofFile(uri, name);
    String info = Address.of(uri).with("t", "info").toString();
    pages.send(ctx, new StoredPage(name, href.toString(), info, uri, facts(result)));
  }

  private static List<Fact> facts(UploadResult result) {
    if (result.servers().isEmpty())
      return List.of(new Fact("Kept by", "its link: the file is so small that it needs no server"));
    long servers = result.servers().values().stream().distinct().count();
    return List.of(
        new Fact("Kept by", Amount.of(servers, "server")),
        new Fact(
            "Shares",
            result.servers().size() + ", of which " + result.found() + " were there before"));
  }

  private static Gateway.KeySource keySource(HttpServerRequest request) {
    return "false".equals(request.getParam("convergent"))
        ? Gateway.KeySource.RANDOM
        : Gateway.KeySource.CONVERGENT;
  }

  private static OptionalLong contentLength(HttpServerRequest request) {
    String header = request.getHeader("Content-Length");
    return header != null && header.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(header))
        : OptionalLong.empty();
  }

  private static void checkFormat(String format) {
    if (format == null || format.equalsIgnoreCase("chk")) return;
    if (format.equalsIgnoreCase("sdmf") || format.equalsIgnoreCase("mdmf")) {
      throw bad("this gateway does not write mutable files yet");
    }
    throw bad("Unknown format: " + format + ", I know CHK, SDMF, MDMF");
  }

  /** A form must not send its user to another site. */
  private static void checkTarget(String target) {
    if (target == null || target.isEmpty()) return;
    boolean relative =
        target.matches("[^\\\\\\p{Cntrl}]*")
            && !target.startsWith("//")
            && !target.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
    if (!relative) throw bad("when_done must be a page of this gateway");
  }

  private static GridException bad(String message) {
    return new GridException(GridException.Kind.BAD_REQUEST, message);
  }
}
