package org.truckee.cli.copy;

import java.io.IOException;
import java.util.List;
import org.truckee.cli.session.CommandFailure;

/**
 * The meaning of {@code cp}, by Tahoe's rules: onto a file or a new name goes one file; everything
 * else goes into a directory, which is made if it is missing. A directory with a name is copied
 * under that name; of a directory that is given by a capability alone, the contents are copied. A
 * thing that can't be copied is left out, and the rest is copied.
 */
final class Copy {
  private final CopyRun run;

  Copy(CopyRun run) {
    this.run = run;
  }

  /** Copies {@code items} to {@code target}; {@code several} were named, some perhaps in vain. */
  CopyOutcome run(List<Item> items, CopyTarget target, boolean several) throws IOException {
    boolean directories = items.stream().anyMatch(Item.OfDirectory.class::isInstance);
    if (directories && !run.options().recursive())
      throw failure("cannot copy directories without --recursive");
    boolean ontoFile =
        target.kind() == CopyTarget.Kind.FILE
            || (target.kind() == CopyTarget.Kind.MISSING && !several && !directories);
    return ontoFile ? copyOntoFile(items, target, several) : copyInto(items, target);
  }

  private CopyOutcome copyOntoFile(List<Item> items, CopyTarget target, boolean several)
      throws IOException {
    if (target.endsWithSlash()) throw failure("target is not a directory, but ends with a slash");
    if (several) throw failure("copying multiple things requires target be a directory");
    if (!(items.get(0) instanceof Item.OfFile item))
      throw failure("cannot copy directory into a file");
    var progress =
        run.session().progress(item.name().orElse("file"), item.file().size().orElse(-1));
    target.write(item.file(), progress);
    progress.finish();
    return new CopyOutcome(1, 0, 0, run.leftOut().count(), progress.done());
  }

  private CopyOutcome copyInto(List<Item> items, CopyTarget target) throws IOException {
    for (Item item : items) {
      if (item instanceof Item.OfFile && item.name().isEmpty())
        throw failure("when copying into a directory, all source files must have names");
    }
    SourceTree tree = new SourceTree();
    for (Item item : items) {
      try {
        add(item, tree);
      } catch (IOException e) {
        if (items.size() == 1) throw e;
        run.leftOut().add(item.name().orElse("a directory"), e);
      }
    }
    var progress = run.session().progress("copying", tree.size());
    CopyOutcome outcome = new TreeCopy(run, progress, tree.fileCount()).run(tree, target);
    progress.finish();
    return outcome;
  }

  private static void add(Item item, SourceTree tree) throws IOException {
    if (item instanceof Item.OfFile file) tree.add(file.name().orElseThrow(), file.file());
    else if (item instanceof Item.OfDirectory directory)
      directory.scan().into(item.name().map(tree::directory).orElse(tree));
  }

  private static CommandFailure failure(String message) {
    return CommandFailure.failed(message);
  }
}
