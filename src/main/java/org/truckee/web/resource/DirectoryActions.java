package org.truckee.web.resource;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Moves;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.body.Form;
import org.truckee.web.page.Pages;
import org.truckee.web.place.Links;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.Stored;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.request.GivenLink;
import org.truckee.web.request.WebPath;
import org.truckee.web.view.PageMaker;
import org.truckee.web.walk.Checks;

/** What {@code POST} does to a directory, by its {@code t=}. */
final class DirectoryActions {
  private final Directories directories;
  private final Places places;
  private final Uploads uploads;
  private final NewDirectories newDirectories;
  private final Checks checks;
  private final PageMaker pages;

  DirectoryActions(
      Directories directories,
      Places places,
      Uploads uploads,
      NewDirectories newDirectories,
      Checks checks,
      PageMaker pages) {
    this.directories = directories;
    this.places = places;
    this.uploads = uploads;
    this.newDirectories = newDirectories;
    this.checks = checks;
    this.pages = pages;
  }

  /** Does what {@code call} asks for to {@code directory}, which is at {@code place}. */
  Future<Reply> run(Call call, ResolvedPath place, Directory directory) {
    String t = call.t();
    return switch (t) {
      case "mkdir", "mkdir-with-children", "mkdir-immutable" -> make(call, directory);
      case "upload" -> upload(call, directory);
      case "uri" -> link(call, directory);
      case "delete", "unlink" -> unlink(call, directory);
      case "rename" -> rename(call, directory);
      case "relink" -> relink(call, directory);
      case "set_children", "set-children" -> setChildren(call, directory);
      case "check" -> checks.check(call, place);
      default ->
          checks
              .walk(call, directory)
              .orElseThrow(() -> Arguments.bad("POST to a directory with bad t=" + t));
    };
  }

  private Future<Reply> make(Call call, Directory directory) {
    String name = call.arguments().text("name");
    if (name.isEmpty()) return Future.succeededFuture(Reply.text(directory.capability().toUri()));
    Overwrite overwrite =
        call.t().equals("mkdir") ? Links.overwrite(call.arguments()) : Overwrite.NEVER;
    return Places.look(directory, checked("name", name))
        .compose(spot -> newDirectories.makeAt(spot, call, overwrite))
        .map(made -> Reply.text(made.capability().toUri()));
  }

  private static String checked(String field, String name) {
    return Places.newName(withoutSlash(field, name));
  }

  private static String withoutSlash(String field, String name) {
    if (name.contains("/")) throw Arguments.bad(field + "= may not contain a slash");
    return name;
  }

  private Future<Reply> upload(Call call, Directory directory) {
    List<Form.File> files = call.form().files();
    if (call.arguments().is("ask") && Pages.wanted(call.request()))
      return ask(call, directory, files);
    if (files.size() < 2) return uploadOne(call, directory, call.form().file());
    Future<List<String>> caps = Future.succeededFuture(new ArrayList<>());
    for (Form.File file : files) {
      caps =
          caps.compose(
              before ->
                  store(call, directory, file, file.name())
                      .map(
                          cap -> {
                            before.add(cap.toUri());
                            return before;
                          }));
    }
    return caps.map(all -> Reply.text(String.join("\n", all) + "\n"));
  }

  private Future<Reply> ask(Call call, Directory directory, List<Form.File> files) {
    if (!directory.isWritable()) throw Directories.readOnly();
    call.form().file();
    files.forEach(file -> checkNew(file.name()));
    return new AskingUpload(uploads, directory, call.arguments())
        .run(files)
        .map(taken -> taken.isEmpty() ? Reply.text("") : pages.taken(call, taken));
  }

  private static void checkNew(String name) {
    if (name.isEmpty()) throw Arguments.bad("upload requires a name");
    checked("name", name);
  }

  private Future<Reply> uploadOne(Call call, Directory directory, Form.File file) {
    String name =
        call.arguments().get("name").filter(given -> !given.isEmpty()).orElse(file.name());
    return store(call, directory, file, name).map(cap -> Reply.text(cap.toUri()));
  }

  private Future<Capability> store(Call call, Directory directory, Form.File file, String name) {
    checkNew(name);
    Overwrite overwrite = Links.overwrite(call.arguments());
    return Places.look(directory, name).compose(spot -> store(call, spot, file, overwrite));
  }

  private Future<Capability> store(
      Call call, NameInDirectory spot, Form.File file, Overwrite overwrite) {
    Optional<ChildTarget> there = spot.child().map(child -> child.target());
    if (there.isPresent() && overwrite == Overwrite.NEVER) throw NameInDirectory.taken();
    if (there.filter(target -> target.kind() == ChildTarget.Kind.DIRECTORY).isPresent())
      throw new GridException(
          GridException.Kind.CONFLICT, "there is a directory by that name already");
    Optional<Capability> mutable =
        there.flatMap(ChildTarget::write).filter(cap -> cap instanceof WriteCap && cap.isMutable());
    if (mutable.isPresent())
      return uploads.overwrite(mutable.get(), file.contents()).map(Stored::cap);
    if (!spot.parent().isWritable()) throw Directories.readOnly();
    return uploads
        .store(file.contents(), call.arguments())
        .map(stored -> uploads.named(stored, spot.name()).cap())
        .compose(cap -> spot.link(ChildTarget.of(cap), overwrite).map(cap));
  }

  private Future<Reply> link(Call call, Directory directory) {
    Arguments arguments = call.arguments();
    String cap = GivenLink.of(arguments.required("uri", "set-uri requires a uri")).capability();
    String name = checked("name", arguments.required("name", "set-uri requires a name"));
    ChildTarget target = Links.target(name, cap, "");
    Edit put = new Edit.Put(name, target, Optional.empty(), Links.overwrite(arguments));
    return NameInDirectory.unseen(directory.edit(List.of(put)))
        .map(before -> before.get(0).filter(there -> arguments.is("told")))
        .map(told -> told.map(there -> pages.replaced(call, there)).orElse(Reply.text(cap)));
  }

  private static Future<Reply> unlink(Call call, Directory directory) {
    String name = call.arguments().text("name");
    return directory
        .edit(List.of(new Edit.Remove(name, Edit.Expected.ANYTHING)))
        .map(removed -> Reply.text("thing unlinked"));
  }

  private Future<Reply> rename(Call call, Directory directory) {
    if (call.arguments().get("to_dir").isPresent())
      throw Arguments.bad("to_dir= is not valid for rename");
    if (call.arguments().get("to_name").isEmpty())
      throw Arguments.bad("to_name= is required for rename");
    return relink(call, directory);
  }

  private Future<Reply> relink(Call call, Directory directory) {
    Arguments arguments = call.arguments();
    String from =
        arguments.get("from_name").orElseThrow(() -> Arguments.bad("from_name= is required"));
    String name = withoutSlash("from_name", from);
    String newName = checked("to_name", arguments.get("to_name").orElse(from));
    Overwrite overwrite = Links.overwrite(arguments);
    Optional<WebPath> way = arguments.get("to_dir").map(DirectoryActions::wayTo);
    Future<Directory> target = way.map(this::target).orElse(Future.succeededFuture(directory));
    return target
        .compose(
            to ->
                isApart(call, way, directory, name)
                    .compose(
                        apart ->
                            NameInDirectory.unseen(
                                apart
                                    ? new Moves(directories)
                                        .moveApart(directory, name, to, newName, overwrite)
                                    : new Moves(directories)
                                        .move(directory, name, to, newName, overwrite))))
        .map(moved -> Reply.text("thing moved"));
  }

  /** Whether the way to the target begins where the request does, and avoids what is moved. */
  private Future<Boolean> isApart(
      Call call, Optional<WebPath> way, Directory directory, String name) {
    if (way.isEmpty()) return Future.succeededFuture(false);
    Capability root = Places.capability(Places.root(way.get().root()));
    if (!Directories.isSame(root, Places.capability(call.root())))
      return Future.succeededFuture(false);
    return new Moves(directories)
        .leadsThrough(root, way.get().names(), directory, name)
        .map(through -> !through);
  }

  private static WebPath wayTo(String toDirectory) {
    String text = toDirectory.strip();
    return GivenLink.of(text).way().orElseGet(() -> way(text));
  }

  /** The directory that a link, or a capability and perhaps a path, leads to. */
  private Future<Directory> target(WebPath path) {
    ResolvedPath root = Places.root(path.root());
    if (root.target().kind() != ChildTarget.Kind.DIRECTORY) throw notDirectory();
    return places
        .find(root, path.names())
        .map(
            place -> {
              if (place.target().kind() != ChildTarget.Kind.DIRECTORY) throw notDirectory();
              return places.directory(place);
            });
  }

  private static WebPath way(String text) {
    List<String> names = List.of(text.split("/"));
    return new WebPath(names.get(0), names.subList(1, names.size()), false);
  }

  private static GridException notDirectory() {
    return Arguments.bad("to_dir is not a directory");
  }

  private Future<Reply> setChildren(Call call, Directory directory) {
    Overwrite overwrite = Links.overwrite(call.arguments());
    return newDirectories
        .edits(
            call.request(),
            directory,
            overwrite,
            edits -> NameInDirectory.unseen(set(directory, edits)))
        .map(done -> Reply.text("Okay so I did it."));
  }

  private static Future<Void> set(Directory directory, List<Edit> edits) {
    return edits.isEmpty() ? Future.succeededFuture() : directory.edit(edits).mapEmpty();
  }
}
