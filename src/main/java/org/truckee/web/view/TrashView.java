package org.truckee.web.view;

import java.util.List;
import java.util.OptionalLong;
import org.truckee.TrashMark;
import org.truckee.client.directory.trash.Trash;
import org.truckee.client.directory.trash.TrashEntry;
import org.truckee.client.directory.trash.TrashList;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.json.NodeJson;
import org.truckee.web.page.Pages;
import org.truckee.web.page.directory.Entry;
import org.truckee.web.page.directory.TrashPage;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Call;

/** Fills in the page of a drive's trash. */
public record TrashView(Pages pages) {
  /** The page of {@code trash}, of which {@code listed} is shown. */
  public Reply show(Call call, Trash trash, TrashList listed) {
    Trail trail = Trail.of(call);
    List<TrashPage.Row> rows = listed.entries().stream().map(TrashView::row).toList();
    return new PageReply(
        pages,
        new TrashPage(
            trail.crumbsTo("Trash"),
            trail.here(),
            TrashMark.NAME,
            trash.kept().toDays(),
            rows,
            listed.total()));
  }

  private static TrashPage.Row row(TrashEntry entry) {
    Child child = entry.child();
    ChildTarget target = child.target();
    Entry thing =
        new Entry(
            child.name(),
            kind(child),
            target.strongest().map(NodeJson::size).orElse(OptionalLong.empty()),
            entry.removed(),
            target.write().isPresent());
    String path = entry.path().map(names -> String.join("/", names)).orElse(child.name());
    return new TrashPage.Row(entry.id(), path, thing);
  }

  private static Entry.Kind kind(Child child) {
    if (child.isLost()) return Entry.Kind.DAMAGED;
    return switch (child.target().kind()) {
      case DIRECTORY -> Entry.Kind.DIRECTORY;
      case UNKNOWN -> Entry.Kind.UNKNOWN;
      case FILE ->
          child.target().strongest().orElseThrow().isMutable()
              ? Entry.Kind.MUTABLE_FILE
              : Entry.Kind.FILE;
    };
  }
}
