package org.truckee.web.resource;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;
import static org.truckee.web.resource.Target.DIRECTORY;

import java.util.List;
import org.truckee.web.place.Links;
import org.truckee.web.reading.Descriptions;
import org.truckee.web.walk.Checks;
import org.truckee.web.walk.HealthQuestion;
import org.truckee.web.walk.OperationHandle;
import org.truckee.web.walk.TreeWalks;
import org.truckee.web.writing.ChildLinks;
import org.truckee.web.writing.ChildMoves;
import org.truckee.web.writing.DriveTrash;
import org.truckee.web.writing.FormUploads;
import org.truckee.web.writing.NewDirectories;

/** The rows for directories: their children one by one, and the whole of the tree below. */
final class DirectoryRows {
  static final List<Endpoint<?>> READING =
      List.of(
          Row.of(GET, DIRECTORY, "")
              .with("sort", "find", "after", "before", "at")
              .reads("shows its page", (all, call) -> all.directories.page(call)),
          Row.of(GET, DIRECTORY, "json")
              .with("at")
              .reads("lists its children", (all, call) -> all.directories.json(call)),
          Row.of(GET, DIRECTORY, "uri")
              .with("at")
              .reads("tells its strongest capability", (all, call) -> Descriptions.uri(call)),
          Row.of(GET, DIRECTORY, "readonly-uri")
              .reads(
                  "tells the capability that reads it", (all, call) -> Descriptions.readUri(call)),
          Row.of(GET, DIRECTORY, "info")
              .reads("shows a page of what is known", (all, call) -> all.info(call)),
          Row.of(GET, DIRECTORY, "rename-form")
              .with("name")
              .reads(
                  "shows the form that renames a child",
                  (all, call) -> all.directories.renameForm(call)),
          Row.of(GET, DIRECTORY, "delete-form")
              .with("name")
              .reads(
                  "asks whether a child is to be removed",
                  (all, call) -> all.directories.deleteForm(call)),
          Row.of(GET, DIRECTORY, "manifest")
              .reads("lists everything below", (all, call) -> all.directories.manifest(call)),
          Row.of(GET, DIRECTORY, "trash")
              .reads(
                  "lists what is in the trash of a drive, at its root",
                  (all, call) -> all.trash.list(call)),
          Row.of(GET, DIRECTORY, "download")
              .with("localdir")
              .reads(
                  "writes everything below to the gateway's own machine, for its owner",
                  (all, call) -> all.directories.download(call)));

  static final List<Endpoint<?>> CHILDREN =
      List.of(
          Row.of(PUT, DIRECTORY, "mkdir")
              .with("format", "mutable")
              .storesNothing()
              .does(
                  "tells its capability",
                  arguments -> Links.directoryFormat(arguments, "PUT"),
                  (all, call, asked) -> Descriptions.made(call)),
          Row.of(POST, DIRECTORY, "mkdir", "mkdir-with-children", "mkdir-immutable")
              .with("name", "replace", "format", "mutable", "private-key", "when_done")
              .does(
                  "makes a directory as a child",
                  NewDirectories.Named::of,
                  (all, call, asked) -> all.making.in(call, asked)),
          Row.of(POST, DIRECTORY, "upload")
              .with(
                  "name",
                  "replace",
                  "ask",
                  "format",
                  "mutable",
                  "convergent",
                  "private-key",
                  "upload-id",
                  "when_done")
              .does(
                  "puts the files of a form under their names",
                  FormUploads.Named::of,
                  (all, call, sent) -> all.forms.directory(call, sent)),
          Row.of(POST, DIRECTORY, "uri")
              .with("name", "uri", "replace", "told", "when_done")
              .does(
                  "links a capability",
                  ChildLinks.Link::of,
                  (all, call, link) -> all.links.link(call, link)),
          Row.of(POST, DIRECTORY, "unlink", "delete")
              .with("name", "when_done")
              .does(
                  "removes a child",
                  arguments -> arguments.text("name"),
                  (all, call, name) -> all.links.unlink(call, name)),
          Row.of(POST, DIRECTORY, "rename")
              .with("from_name", "to_name", "replace", "when_done")
              .does(
                  "gives a child another name",
                  ChildMoves.Move::within,
                  (all, call, move) -> all.moves.move(call, move)),
          Row.of(POST, DIRECTORY, "relink")
              .with("from_name", "to_name", "to_dir", "replace", "when_done")
              .does(
                  "moves a child to another directory, or to another name",
                  ChildMoves.Move::of,
                  (all, call, move) -> all.moves.move(call, move)),
          Row.of(POST, DIRECTORY, "set_children", "set-children")
              .with("replace", "when_done")
              .does(
                  "links all the children that the body lists, or none",
                  Links::overwrite,
                  (all, call, overwrite) -> all.links.setChildren(call, overwrite)),
          Row.of(POST, DIRECTORY, "restore")
              .with("entry", "to", "replace", "when_done")
              .does(
                  "brings something back from the trash of a drive, and tells its path",
                  DriveTrash.Restored::of,
                  (all, call, asked) -> all.trash.restore(call, asked)),
          Row.of(POST, DIRECTORY, "restore-past")
              .with("at", "replace", "when_done")
              .does(
                  "brings everything below back to what it was in a drive, and tells how much",
                  DriveTrash.Past::of,
                  (all, call, asked) -> all.trash.restorePast(call, asked)),
          Row.of(POST, DIRECTORY, "empty-trash")
              .with("when_done")
              .does(
                  "takes everything out of the trash of a drive for good, and tells how much",
                  (all, call) -> all.trash.empty(call)));

  static final List<Endpoint<?>> TREES =
      List.of(
          Row.of(POST, DIRECTORY, "check")
              .with("verify", "add-lease", "repair", "force", "output", "when_done")
              .storesIf("repair", "add-lease")
              .does(
                  "checks how well the directory is kept, and repairs it if asked to",
                  Checks.Check::of,
                  (all, call, check) -> all.checks.check(call, check)),
          Row.of(POST, DIRECTORY, "start-manifest")
              .with("ophandle", "retain-for", "output", "when_done")
              .storesNothing()
              .does(
                  "begins a list of everything below",
                  OperationHandle::of,
                  (all, call, handle) -> all.walks.startManifest(call, handle)),
          Row.of(POST, DIRECTORY, "start-deep-size")
              .with("ophandle", "retain-for", "output", "when_done")
              .storesNothing()
              .does(
                  "begins to add up the sizes of everything below",
                  OperationHandle::of,
                  (all, call, handle) -> all.walks.startStats(call, handle, true)),
          Row.of(POST, DIRECTORY, "start-deep-stats")
              .with("ophandle", "retain-for", "output", "when_done")
              .storesNothing()
              .does(
                  "begins to count everything below",
                  OperationHandle::of,
                  (all, call, handle) -> all.walks.startStats(call, handle, false)),
          Row.of(POST, DIRECTORY, "start-deep-check")
              .with(
                  "ophandle",
                  "retain-for",
                  "output",
                  "verify",
                  "add-lease",
                  "repair",
                  "force",
                  "when_done")
              .storesIf("repair", "add-lease")
              .does(
                  "begins to check everything below, and to repair it if asked to",
                  TreeWalks.StartedCheck::of,
                  (all, call, check) -> all.walks.startCheck(call, check)),
          Row.of(POST, DIRECTORY, "stream-manifest")
              .storesNothing()
              .does(
                  "sends a line for everything below",
                  (all, call) -> all.walks.streamManifest(call)),
          Row.of(POST, DIRECTORY, "stream-deep-check")
              .with("verify", "add-lease", "repair", "force")
              .storesIf("repair", "add-lease")
              .does(
                  "checks everything below, repairs it if asked to, and sends a line for each result",
                  HealthQuestion::of,
                  (all, call, check) -> all.walks.streamCheck(call, check)));

  private DirectoryRows() {}
}
