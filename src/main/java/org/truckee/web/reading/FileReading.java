package org.truckee.web.reading;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.flow.GridFile;
import org.truckee.dirnode.Child;
import org.truckee.web.guard.Openness;
import org.truckee.web.http.EntityTag;
import org.truckee.web.http.State;
import org.truckee.web.json.NodeJson;
import org.truckee.web.local.LocalFiles;
import org.truckee.web.monitor.Counters;
import org.truckee.web.monitor.Usage;
import org.truckee.web.place.Places;
import org.truckee.web.reply.FileReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.Tagged;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;

/** The contents of files, and the facts about them for programs. */
public final class FileReading {
  private final Gateway gateway;
  private final Usage usage;
  private final LocalFiles local;
  private final FileDisplay display;

  /**
   * Files of {@code gateway}, as far open as {@code openness}: readings are counted, and names are
   * noted.
   */
  public FileReading(Gateway gateway, Usage usage, LocalFiles local, Openness openness) {
    this.gateway = gateway;
    this.usage = usage;
    this.local = local;
    this.display = new FileDisplay(openness);
  }

  /**
   * The way in which a reader wants a file.
   *
   * @param filename the name that gives it its type; its own, if empty
   * @param save whether a browser is to save it
   * @param toDisk whether this machine's disk is to get it
   */
  public record Shown(Optional<String> filename, boolean save, boolean toDisk) {
    /** The wishes in {@code filename=} and {@code save=}. */
    public static Shown of(Arguments arguments) {
      return new Shown(arguments.get("filename"), arguments.is("save"), false);
    }

    /** The same, and {@code localfile=}, to which the first release wrote. */
    public static Shown orWritten(Arguments arguments) {
      return arguments.get("localfile").isPresent()
          ? new Shown(Optional.empty(), false, true)
          : of(arguments);
    }
  }

  /** The contents of the file, to its reader or to this machine's disk. */
  public Future<Reply> download(Call call, Shown shown) {
    if (!shown.toDisk()) return contents(call, shown);
    Browsing.refuseToWrite(call.request());
    return local.downloadFile(call, Places.capability(call.place()));
  }

  /** The contents of the file. */
  public Future<Reply> contents(Call call, Shown shown) {
    String name = shown.filename().orElseGet(call::name);
    Capability cap = Places.capability(call.place());
    gateway.blacklist().check(cap);
    usage.names().note(cap, name);
    Optional<Reply> elsewhere = display.elsewhere(call, cap, name, shown.save());
    if (elsewhere.isPresent()) return Future.succeededFuture(elsewhere.get());
    return open(cap).map(file -> contents(call, file, name, shown.save()));
  }

  private Reply contents(Call call, GridFile file, String name, boolean save) {
    Capability cap = Places.capability(call.place());
    Optional<EntityTag> tag = EntityTag.of(cap, file);
    Optional<Instant> linked =
        cap.isMutable() ? Optional.empty() : call.place().child().flatMap(State::linked);
    return new Tagged(
        new State(tag, linked),
        new FileReply(counted(call, cap, file), name, display.way(call, save), tag));
  }

  private GridFile counted(Call call, Capability cap, GridFile file) {
    if (call.request().method().equals(HttpMethod.HEAD)) return file;
    Counters.Kind kind =
        cap.isMutable() ? Counters.Kind.MUTABLE_RETRIEVED : Counters.Kind.DOWNLOADER;
    return new CountedFile(file, usage.counters(), kind);
  }

  private Future<GridFile> open(Capability cap) {
    OptionalLong size = NodeJson.size(cap);
    return size.isPresent()
        ? Future.succeededFuture(new UnopenedFile(gateway, cap, size.getAsLong()))
        : gateway.open(cap);
  }

  /**
   * The facts about the file for programs; those of a link can change, even if its target can't.
   */
  public Future<Reply> json(Call call) {
    Capability cap = Places.capability(call.place());
    Optional<Child> child = call.place().child();
    return size(cap)
        .map(size -> NodeJson.of(call.place().target(), size, child))
        .map(Reply::text)
        .map(reply -> child.isPresent() ? reply : Tagged.of(cap, "json", reply));
  }

  /** The size of a mutable file, which only the grid knows, and perhaps nobody. */
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
}
