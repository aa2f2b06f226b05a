package org.truckee.web.writing;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directory;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.body.Form;
import org.truckee.web.page.directory.TakenPage.Taken;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.place.Places;

/**
 * {@code t=upload} with {@code ask=true}, as the page of a directory sends it: nothing is replaced.
 * Files whose names are taken are stored, and their sender is asked what is to become of them.
 * Works once.
 */
final class AskingUpload {
  private static final int MOST_TRIES = 1000;

  private final Uploads uploads;
  private final Directory directory;
  private final Kept kept;
  private final List<Taken> taken = new ArrayList<>();

  AskingUpload(Uploads uploads, Directory directory, Kept kept) {
    this.uploads = uploads;
    this.directory = directory;
    this.kept = kept;
  }

  /** Puts {@code files} in; returns those whose names were taken. */
  Future<List<Taken>> run(List<Form.File> files) {
    return SequentialSteps.forEach(files, this::put).map(taken);
  }

  private Future<Void> put(Form.File file) {
    return Places.look(directory, file.name())
        .compose(
            spot ->
                uploads
                    .store(file.contents(), kept)
                    .map(stored -> uploads.named(stored, spot.name()).cap())
                    .compose(cap -> spot.child().isPresent() ? ask(spot, cap) : link(spot, cap)));
  }

  private static Future<Void> link(NameInDirectory spot, Capability cap) {
    return spot.link(ChildTarget.of(cap), Overwrite.NEVER);
  }

  private Future<Void> ask(NameInDirectory spot, Capability cap) {
    boolean isDirectory = spot.child().get().target().kind() == ChildTarget.Kind.DIRECTORY;
    return free(spot.name(), 2)
        .onSuccess(name -> taken.add(new Taken(spot.name(), isDirectory, cap.toUri(), name)))
        .mapEmpty();
  }

  private Future<String> free(String name, int number) {
    String candidate = numbered(name, number);
    return directory
        .get(candidate)
        .compose(
            there ->
                there.isEmpty() || number == MOST_TRIES
                    ? Future.succeededFuture(candidate)
                    : free(name, number + 1));
  }

  /** For example {@code photo (2).jpg}. */
  static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return name.substring(0, end) + " (" + number + ")" + name.substring(end);
  }
}
