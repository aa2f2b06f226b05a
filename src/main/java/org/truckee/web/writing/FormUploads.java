package org.truckee.web.writing;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.immutable.up.UploadResult;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.body.Form;
import org.truckee.web.http.Conditions;
import org.truckee.web.page.Pages;
import org.truckee.web.place.Links;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.Stored;
import org.truckee.web.reply.WhenDone;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.view.PageMaker;

/** {@code POST t=upload}: stores the files that forms bring. */
public final class FormUploads {
  private final Places places;
  private final Uploads uploads;
  private final NextVersions versions;
  private final PageMaker pages;

  /** Stores files at {@code places}, and tells of them on {@code pages}. */
  public FormUploads(Places places, Uploads uploads, NextVersions versions, PageMaker pages) {
    this.places = places;
    this.uploads = uploads;
    this.versions = versions;
    this.pages = pages;
  }

  /** The way in which a file is to be kept that nothing leads to, and the page to go on to. */
  public record Unlinked(Kept kept, WhenDone whenDone) {
    /** The arguments in the query and the form. */
    public static Unlinked of(Arguments arguments) {
      return new Unlinked(Kept.of(arguments), WhenDone.of(arguments));
    }
  }

  /**
   * The way in which files are to be kept in a directory.
   *
   * @param name the name to put the one file under; its own, if empty
   * @param asks whether the sender is to be asked about names that are taken
   */
  public record Named(Kept kept, Overwrite overwrite, String name, boolean asks) {
    /** The arguments in the query and the form. */
    public static Named of(Arguments arguments) {
      return new Named(
          Kept.of(arguments),
          Links.overwrite(arguments),
          arguments.text("name"),
          arguments.is("ask"));
    }

    /** The same for a file that takes the place of another. */
    public static Named replacing(Arguments arguments) {
      return new Named(Kept.of(arguments), Links.overwrite(arguments), "", false);
    }
  }

  /** Stores a file that nothing leads to. */
  public Future<Reply> unlinked(Call call, Unlinked sent) {
    Form.File file = call.form().file();
    if (sent.kept().isImmutable())
      return uploads
          .immutable(file.contents(), sent.kept())
          .onSuccess(result -> uploads.named(Stored.of(result), file.name()))
          .map(result -> told(sent, result, file.name()));
    return uploads
        .store(file.contents(), sent.kept())
        .map(stored -> stored.cap().toUri())
        .map(cap -> sent.whenDone().after(cap, Reply.cap(200, cap)));
  }

  private Reply told(Unlinked sent, UploadResult result, String name) {
    return sent.whenDone().after(result.cap().toUri(), pages.stored(name, result));
  }

  /** Changes the file that the address leads to, or links another one in its place. */
  public Future<Reply> file(Call call, Named sent) {
    Capability cap = Places.capability(call.place());
    Contents contents = contents(call.form().file(), sent, conditions(call));
    if (cap.isMutable()) return change(cap, contents);
    Child child = call.place().child().orElseThrow(FormUploads::immutable);
    NameInDirectory spot =
        new NameInDirectory(call.place().parent().orElseThrow(), child.name(), call.place().child())
            .on(Conditions.of(call.request()));
    return new Filing(uploads)
        .put(spot, sent.overwrite(), contents)
        .map(stored -> stored.reply(200));
  }

  private static Future<Reply> change(Capability cap, Contents contents) {
    if (!(cap instanceof WriteCap))
      throw new GridException(GridException.Kind.FORBIDDEN, "this capability only reads the file");
    return contents.change(cap).map(stored -> stored.reply(200));
  }

  private static GridException immutable() {
    return new GridException(GridException.Kind.NOT_ALLOWED, "an immutable file can't be changed");
  }

  private static Optional<Conditions> conditions(Call call) {
    return Optional.of(Conditions.of(call.request()));
  }

  private Contents contents(Form.File file, Named sent, Optional<Conditions> conditions) {
    return new FormContents(file.contents(), sent.kept(), conditions, uploads, versions);
  }

  /** Puts files into the directory that the address leads to, one after the other. */
  public Future<Reply> directory(Call call, Named sent) {
    Directory directory = places.directory(call.place());
    List<Form.File> files = call.form().files();
    if (sent.asks() && Pages.wanted(call.request())) return ask(call, directory, sent);
    if (files.size() < 2)
      return one(directory, call.form().file(), sent)
          .map(stored -> Reply.text(stored.cap().toUri()));
    List<String> caps = new ArrayList<>();
    return SequentialSteps.forEach(
            files,
            file ->
                put(directory, file, file.name(), sent)
                    .onSuccess(stored -> caps.add(stored.cap().toUri()))
                    .mapEmpty())
        .map(all -> Reply.text(String.join("\n", caps) + "\n"));
  }

  private Future<Stored> one(Directory directory, Form.File file, Named sent) {
    return put(directory, file, sent.name().isEmpty() ? file.name() : sent.name(), sent);
  }

  private Future<Stored> put(Directory directory, Form.File file, String name, Named sent) {
    checkNew(name);
    Contents contents = contents(file, sent, Optional.empty());
    return Places.look(directory, name)
        .compose(spot -> new Filing(uploads).put(spot, sent.overwrite(), contents));
  }

  private Future<Reply> ask(Call call, Directory directory, Named sent) {
    if (!directory.isWritable()) throw Directories.readOnly();
    call.form().file();
    call.form().files().forEach(file -> checkNew(file.name()));
    return new AskingUpload(uploads, directory, sent.kept())
        .run(call.form().files())
        .map(taken -> taken.isEmpty() ? Reply.text("") : pages.taken(call, taken));
  }

  private static void checkNew(String name) {
    if (name.isEmpty()) throw Arguments.bad("upload requires a name");
    Places.newName("name", name);
  }
}
