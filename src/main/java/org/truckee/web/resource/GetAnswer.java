package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.client.flow.GridFile;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.activity.FileNames;
import org.truckee.web.http.Browsers;
import org.truckee.web.http.EntityTag;
import org.truckee.web.http.State;
import org.truckee.web.json.NodeJson;
import org.truckee.web.local.LocalFiles;
import org.truckee.web.monitor.Counters;
import org.truckee.web.page.Pages;
import org.truckee.web.place.Places;
import org.truckee.web.reply.FileReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.Tagged;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.view.InfoPages;
import org.truckee.web.view.PageMaker;

/**
 * {@code GET} and {@code HEAD}: the contents of a file, the page of a directory, or with {@code t=}
 * what is known of either.
 */
final class GetAnswer implements Answer {
  private final Gateway gateway;
  private final Counters counters;
  private final FileNames names;
  private final Places places;
  private final PageMaker pages;
  private final InfoPages infos;
  private final LocalFiles local;

  GetAnswer(
      Gateway gateway,
      Counters counters,
      FileNames names,
      Places places,
      PageMaker pages,
      InfoPages infos,
      LocalFiles local) {
    this.gateway = gateway;
    this.counters = counters;
    this.names = names;
    this.places = places;
    this.pages = pages;
    this.infos = infos;
    this.local = local;
  }

  @Override
  public Future<Reply> to(Call call) {
    return places
        .find(call.root(), call.path().names())
        .compose(
            place ->
                switch (place.target().kind()) {
                  case FILE -> file(call, place, place.child().map(Child::name).orElse(""));
                  case DIRECTORY -> directory(call, place);
                  case UNKNOWN -> unknown(call, place);
                });
  }

  /** What is asked of the file at {@code place}, which is called {@code name} there. */
  Future<Reply> file(Call call, ResolvedPath place, String name) {
    Capability cap = Places.capability(place);
    String t = call.t();
    Future<Reply> reply =
        switch (t) {
          case "" -> contents(call, place, name);
          case "download" -> download(call, place, name);
          case "json" -> fileJson(place).map(made -> describing(place, made));
          case "uri" -> tagged(cap, t, Reply.text(cap.toUri()));
          case "readonly-uri" -> tagged(cap, t, Reply.text(readUri(place)));
          case "info" -> Future.succeededFuture(infos.info(call, place));
          default -> throw Arguments.bad("GET file: bad t=" + t);
        };
    return reply.map(GetAnswer::onConditions);
  }

  /** What is told of a link can change, even if what it leads to can't. */
  private static Reply describing(ResolvedPath place, Reply reply) {
    return place.child().isPresent() ? reply : Tagged.of(Places.capability(place), "json", reply);
  }

  private static Reply onConditions(Reply reply) {
    return reply instanceof Tagged ? reply : new Tagged(State.UNKNOWN, reply);
  }

  private static String readUri(ResolvedPath place) {
    return place.target().read().orElseThrow().toUri();
  }

  private Future<Reply> contents(Call call, ResolvedPath place, String name) {
    String shown = call.arguments().get("filename").orElse(name);
    boolean save = call.arguments().is("save");
    Capability cap = Places.capability(place);
    gateway.blacklist().check(cap);
    names.note(cap, shown);
    return open(cap).map(file -> contents(call, place, file, shown, save));
  }

  private Reply contents(Call call, ResolvedPath place, GridFile file, String shown, boolean save) {
    Capability cap = Places.capability(place);
    Optional<EntityTag> tag = EntityTag.of(cap, file);
    Optional<Instant> linked =
        cap.isMutable() ? Optional.empty() : place.child().flatMap(State::linked);
    return new Tagged(
        new State(tag, linked), new FileReply(counted(call, cap, file), shown, save, tag));
  }

  private GridFile counted(Call call, Capability cap, GridFile file) {
    if (call.request().method().equals(HttpMethod.HEAD)) return file;
    Counters.Kind kind =
        cap.isMutable() ? Counters.Kind.MUTABLE_RETRIEVED : Counters.Kind.DOWNLOADER;
    return new CountedFile(file, counters, kind);
  }

  private Future<GridFile> open(Capability cap) {
    OptionalLong size = NodeJson.size(cap);
    return size.isPresent()
        ? Future.succeededFuture(new UnopenedFile(gateway, cap, size.getAsLong()))
        : gateway.open(cap);
  }

  private Future<Reply> download(Call call, ResolvedPath place, String name) {
    if (call.arguments().get("localfile").isEmpty()) return contents(call, place, name);
    refuseBrowsers(call.request());
    return local.downloadFile(call, Places.capability(place));
  }

  /**
   * The first release wrote to this machine's disk by {@code GET}, which any page can have a
   * browser ask for: only programs are let do that.
   */
  private static void refuseBrowsers(HttpServerRequest request) {
    if (Browsers.made(request))
      throw new GridException(
          GridException.Kind.FORBIDDEN,
          "localfile= and localdir= are for programs: a browser may not write to the disk by GET");
  }

  private Future<Reply> fileJson(ResolvedPath place) {
    return size(Places.capability(place))
        .map(size -> Reply.text(NodeJson.of(place.target(), size, place.child())));
  }

  /** Of a mutable file only the grid knows the size, and perhaps nobody does. */
  private Future<OptionalLong> size(Capability cap) {
    if (!cap.isMutable()) return Future.succeededFuture(OptionalLong.empty());
    return gateway
        .open(cap)
        .map(file -> OptionalLong.of(file.size()))
        .recover(
            failure ->
                GridException.is(failure, GridException.Kind.UNRECOVERABLE)
                    ? Future.succeededFuture(OptionalLong.empty())
                    : Future.failedFuture(failure));
  }

  private Future<Reply> directory(Call call, ResolvedPath place) {
    Capability cap = Places.capability(place);
    String t = call.t();
    Future<Reply> reply =
        switch (t) {
          case "" -> pages.directory(call, places.allowed(place));
          case "json" -> tagged(cap, t, new ListingReply(places.allowed(place)));
          case "uri" -> tagged(cap, t, Reply.text(cap.toUri()));
          case "readonly-uri" -> tagged(cap, t, Reply.text(readUri(place)));
          case "info" -> Future.succeededFuture(infos.info(call, place));
          case "rename-form" -> Future.succeededFuture(pages.renameForm(call));
          case "delete-form" -> pages.deleteForm(call, places.allowed(place));
          case "manifest" ->
              Future.succeededFuture(pages.manifest(gateway.directories(), places.allowed(place)));
          case "download" -> {
            refuseBrowsers(call.request());
            yield local.downloadDirectory(call, places.allowed(place));
          }
          default -> throw Arguments.bad("GET directory: bad t=" + t);
        };
    return reply.map(GetAnswer::onConditions);
  }

  private static Future<Reply> tagged(Capability cap, String t, Reply reply) {
    return Future.succeededFuture(Tagged.of(cap, t, reply));
  }

  private Future<Reply> unknown(Call call, ResolvedPath place) {
    Optional<Child> child = place.child();
    ChildTarget target = place.target();
    return switch (call.t()) {
      case "json" ->
          Future.succeededFuture(Reply.text(NodeJson.of(target, OptionalLong.empty(), child)));
      case "info" -> Future.succeededFuture(infos.info(call, place));
      default ->
          throw child.filter(Child::isLost).map(Child::failure).orElseGet(() -> noKnown(call));
    };
  }

  private static GridException noKnown(Call call) {
    return new GridException(
        GridException.Kind.BAD_CAP,
        Pages.wanted(call.request())
            ? "this is not the whole of a capability, or one of a kind that this gateway does not"
                + " know"
            : "GET unknown URI type: can only do t=info and t=json, not t="
                + call.t()
                + ".\nUsing a webapi server that supports a later version of Tahoe may help.");
  }
}
