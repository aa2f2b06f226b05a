package org.truckee.web.writing;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.trash.RestoredTree;
import org.truckee.client.directory.trash.Trash;
import org.truckee.client.directory.trash.TrashEntry;
import org.truckee.client.directory.trash.TrashList;
import org.truckee.client.directory.trash.Trashes;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.json.NodeJson;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.page.Pages;
import org.truckee.web.place.Links;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.view.TrashView;

/** The trash of the drive whose root an address leads to. */
public final class DriveTrash {
  /** The most entries in one answer. */
  private static final int MOST = 10_000;

  /** The most entries on a page. */
  private static final int SHOWN = 500;

  private final Gateway gateway;
  private final TrashView view;

  /** The trashes of {@code gateway}, which {@code view} shows to people. */
  public DriveTrash(Gateway gateway, TrashView view) {
    this.gateway = gateway;
    this.view = view;
  }

  /**
   * An entry that is to be brought back.
   *
   * @param to the names of its new place; empty for the old one
   */
  public record Restored(String entry, Optional<List<String>> to, Overwrite overwrite) {
    /** The arguments in the query and the form. */
    public static Restored of(Arguments arguments) {
      return new Restored(
          arguments.required("entry", "restore requires an entry"),
          arguments.get("to").filter(to -> !to.isEmpty()).map(Restored::names),
          replacing(arguments));
    }

    private static List<String> names(String path) {
      List<String> names =
          Arrays.stream(path.split("/", -1)).filter(name -> !name.isEmpty()).toList();
      if (names.isEmpty()) throw Arguments.bad("to= needs a path below the drive");
      names.forEach(Places::newName);
      return names;
    }
  }

  /** Lists what is in the trash, the latest first: as a page for people, else as JSON. */
  public Future<Reply> list(Call call) {
    Trash trash = at(call, Trashes::of);
    if (Pages.wanted(call.request()))
      return trash.list(SHOWN).map(listed -> view.show(call, trash, listed));
    return trash
        .list(MOST)
        .map(
            listed ->
                Reply.text(
                    200, "application/json", TahoeJson.lines(described(trash, listed)) + "\n"));
  }

  private static Map<String, Object> described(Trash trash, TrashList listed) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("days", trash.kept().toDays());
    all.put("total", listed.total());
    all.put("entries", listed.entries().stream().map(DriveTrash::described).toList());
    return all;
  }

  private static Map<String, Object> described(TrashEntry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("entry", entry.id());
    fields.put("path", entry.path().orElse(null));
    fields.put("removed", entry.removed().map(time -> time.toEpochMilli() / 1000.0).orElse(null));
    fields.put("child", NodeJson.child(entry.child()));
    return fields;
  }

  /** Brings an entry back. */
  public Future<Reply> restore(Call call, Restored asked) {
    return at(call, Trashes::restoring)
        .restore(asked.entry(), asked.to(), asked.overwrite())
        .map(path -> Reply.text(String.join("/", path)));
  }

  /** A time that a tree is to be brought back to. */
  public record Past(Instant at, Overwrite overwrite) {
    /** The arguments in the query and the form. */
    public static Past of(Arguments arguments) {
      arguments.required("at", "restore-past requires at=, the time to go back to");
      return new Past(arguments.time("at").orElseThrow(), replacing(arguments));
    }
  }

  private static Overwrite replacing(Arguments arguments) {
    return arguments.get("replace").isEmpty() ? Overwrite.NEVER : Links.overwrite(arguments);
  }

  /** Brings the tree back that the address led to. */
  public Future<Reply> restorePast(Call call, Past asked) {
    return gateway
        .trashes()
        .orElseThrow(Trashes::none)
        .restoreTree(
            Places.capability(call.root()), call.path().names(), asked.at(), asked.overwrite())
        .map(DriveTrash::told);
  }

  private static Reply told(RestoredTree outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("directories", outcome.directories());
    fields.put("restored", outcome.restored());
    fields.put("replaced", outcome.replaced());
    fields.put("left", outcome.left());
    return Reply.text(200, "application/json", TahoeJson.line(fields) + "\n");
  }

  /** Takes everything out of the trash for good. */
  public Future<Reply> empty(Call call) {
    return at(call, Trashes::of).empty().map(count -> Reply.text(Long.toString(count)));
  }

  private <T> T at(Call call, BiFunction<Trashes, Capability, Optional<T>> part) {
    Capability root = Places.capability(call.place());
    return gateway
        .trashes()
        .flatMap(trashes -> part.apply(trashes, root))
        .orElseThrow(Trashes::none);
  }
}
