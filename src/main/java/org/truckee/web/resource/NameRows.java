package org.truckee.web.resource;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;
import static org.truckee.web.resource.Target.NAME;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.place.Links;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Call;
import org.truckee.web.writing.NewDirectories;
import org.truckee.web.writing.NewDirectory;
import org.truckee.web.writing.Storing;

/** The rows for names in directories, whether anything is there or not. */
final class NameRows {
  static final List<Endpoint<?>> ALL =
      List.of(
          Row.of(PUT, NAME, "")
              .with(
                  "replace",
                  "offset",
                  "format",
                  "mutable",
                  "convergent",
                  "private-key",
                  "upload-id")
              .does(
                  "changes the file there if it can change, else stores the body as a new file and"
                      + " links it",
                  Storing.Put::of,
                  (all, call, put) -> all.bodies.named(call, put)),
          Row.of(PUT, NAME, "uri")
              .with("replace")
              .does(
                  "links the capability in the body",
                  Links::overwrite,
                  (all, call, overwrite) -> all.links.put(call, overwrite)),
          Row.of(PUT, NAME, "mkdir")
              .with("replace", "format", "mutable")
              .does(
                  "makes a directory, and those that are missing on the way",
                  NewDirectories.Put::of,
                  (all, call, asked) -> all.making.put(call, asked)),
          Row.of(PUT, NAME, "upload")
              .with("localfile", "localdir", "replace")
              .does(
                  "stores a file or a folder of the gateway's own machine, for its owner",
                  Links::overwrite,
                  (all, call, overwrite) -> all.local.upload(call, overwrite)),
          Row.of(POST, NAME, "mkdir", "mkdir-with-children", "mkdir-immutable")
              .with("format", "mutable", "private-key", "when_done")
              .does(
                  "makes a directory, and those that are missing on the way; a directory that is"
                      + " there already makes the child that `name` says",
                  NewDirectory::of,
                  (all, call, asked) -> all.making.named(call, asked, there -> taken(all, there))),
          Row.of(DELETE, NAME)
              .does(
                  "removes the name; the thing that it led to stays on the grid",
                  (all, call) -> all.links.delete(call)));

  private NameRows() {}

  private static Future<Reply> taken(Services all, Call there) {
    if (there.place().target().kind() != ChildTarget.Kind.DIRECTORY) throw Unsupported.by(there);
    return all.making.in(there, NewDirectories.Named.of(there.arguments()));
  }
}
