package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.web.body.Bodies;
import org.truckee.web.body.Form;
import org.truckee.web.http.Address;
import org.truckee.web.http.Conditions;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.Stored;
import org.truckee.web.reply.WhenDone;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.FileFormat;
import org.truckee.web.view.PageMaker;

/**
 * {@code PUT} and {@code POST} of {@code /uri}: makes files and directories that nothing leads to
 * but the capability which is answered.
 */
final class UnlinkedHandler {
  private static final String ACCEPTS =
      "/uri accepts only PUT, PUT?t=mkdir, POST?t=upload, and POST?t=mkdir";

  private final Bodies bodies;
  private final Uploads uploads;
  private final NewDirectories newDirectories;
  private final PageMaker pages;

  UnlinkedHandler(Bodies bodies, Uploads uploads, NewDirectories newDirectories, PageMaker pages) {
    this.bodies = bodies;
    this.uploads = uploads;
    this.newDirectories = newDirectories;
    this.pages = pages;
  }

  /** {@code PUT}: the file is the body. */
  void put(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    Arguments arguments = Arguments.of(request);
    Conditions.of(request).check(Optional.empty());
    Future<Reply> reply =
        switch (arguments.t()) {
          case "" -> uploads.store(request, arguments).map(stored -> stored.reply(200));
          case "mkdir" -> directory(request, arguments);
          default -> throw Arguments.bad(ACCEPTS);
        };
    reply.compose(made -> made.send(ctx)).onFailure(ctx::fail);
  }

  /** {@code POST}: the file is in a form. */
  void post(RoutingContext ctx) {
    bodies
        .form(ctx.request())
        .compose(
            form ->
                Future.succeededFuture(form)
                    .compose(received -> post(ctx.request(), received))
                    .eventually(form::close))
        .compose(reply -> reply.send(ctx))
        .onFailure(ctx::fail);
  }

  private Future<Reply> post(HttpServerRequest request, Form form) {
    Arguments arguments = Arguments.of(request, form);
    String t = arguments.t();
    if (NewDirectories.isMaking(t)) return directory(request, arguments);
    if (!t.isEmpty() && !t.equals("upload")) throw Arguments.bad(ACCEPTS);
    WhenDone whenDone = WhenDone.of(arguments);
    Form.File file = form.file();
    return arguments.format().orElse(FileFormat.CHK) == FileFormat.CHK
        ? uploads
            .immutable(file.contents(), arguments)
            .onSuccess(result -> uploads.named(Stored.of(result), file.name()))
            .map(result -> whenDone.after(result.cap().toUri(), pages.stored(file.name(), result)))
        : uploads
            .store(file.contents(), arguments)
            .map(Stored::cap)
            .map(cap -> whenDone.after(cap.toUri(), Reply.cap(200, cap.toUri())));
  }

  private Future<Reply> directory(HttpServerRequest request, Arguments arguments) {
    boolean redirect = arguments.is("redirect_to_result");
    return newDirectories
        .make(arguments.t(), request, arguments, DirectoryFormat.SDMF)
        .map(made -> made(made, redirect));
  }

  private static Reply made(Directory directory, boolean redirect) {
    String cap = directory.capability().toUri();
    return redirect ? Reply.redirectTo(303, "/uri/" + Address.encode(cap)) : Reply.cap(200, cap);
  }
}
