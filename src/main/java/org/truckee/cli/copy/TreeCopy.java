package org.truckee.cli.copy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.truckee.cli.gateway.ConnectionThreads;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.LeftOut;
import org.truckee.cli.session.Progress;

/**
 * Makes a directory hold the contents of a {@link SourceTree}: first the directories, those of one
 * depth side by side, then the files, several at a time, and a directory is finished when its files
 * are there. A file or directory that fails is left out, and the rest goes on.
 */
final class TreeCopy {
  private final CopyRun run;
  private final Progress progress;
  private final int files;
  private final AtomicInteger copied = new AtomicInteger();
  private final AtomicInteger skipped = new AtomicInteger();

  /** A copy of so many {@code files}, as a part of {@code run}. */
  TreeCopy(CopyRun run, Progress progress, int files) {
    this.run = run;
    this.progress = progress;
    this.files = files;
  }

  /** One directory to be filled, and its path from the beginning of the copy. */
  private record Work(SourceTree tree, TargetDirectory target, String path) {}

  /** Copies all of {@code tree}. */
  CopyOutcome run(SourceTree tree, CopyTarget target) throws IOException {
    List<Work> directories;
    try (ConnectionThreads threads = new ConnectionThreads("copy")) {
      directories = prepare(new Work(tree, target.directory(), ""), threads);
      List<List<Future<Void>>> started = new ArrayList<>();
      for (Work work : directories) started.add(start(work, threads));
      for (int i = 0; i < directories.size(); i++) {
        for (Future<Void> file : started.get(i)) ConnectionThreads.await(file);
        finish(directories.get(i));
      }
    }
    return new CopyOutcome(
        copied.get(), skipped.get(), directories.size(), run.leftOut().count(), progress.done());
  }

  /** All directories, each after the one that it is in. */
  private List<Work> prepare(Work root, ConnectionThreads threads) throws IOException {
    List<Work> all = new ArrayList<>();
    List<Work> level = List.of(root);
    while (!level.isEmpty()) {
      all.addAll(level);
      level = below(level, threads);
    }
    return all;
  }

  private List<Work> below(List<Work> level, ConnectionThreads threads) throws IOException {
    List<Future<Optional<Work>>> started = new ArrayList<>();
    for (Work work : level)
      work.tree()
          .directories()
          .forEach((name, child) -> started.add(threads.submit(() -> make(work, name, child))));
    List<Work> made = new ArrayList<>();
    for (Future<Optional<Work>> directory : started)
      ConnectionThreads.await(directory).ifPresent(made::add);
    return made;
  }

  private Optional<Work> make(Work parent, String name, SourceTree tree) {
    String path = GridTargetDirectory.below(parent.path(), name);
    try {
      return Optional.of(new Work(tree, parent.target().directory(name), path));
    } catch (IOException | RuntimeException e) {
      run.leftOut().add(path, e);
      return Optional.empty();
    }
  }

  private List<Future<Void>> start(Work work, ConnectionThreads threads) {
    List<Future<Void>> started = new ArrayList<>();
    work.tree()
        .files()
        .forEach((name, file) -> started.add(threads.submit(step(work, name, file))));
    return started;
  }

  private Callable<Void> step(Work work, String name, FileSource file) {
    return () -> {
      try {
        copy(work.target(), name, file);
      } catch (IOException | RuntimeException e) {
        run.leftOut().add(GridTargetDirectory.below(work.path(), name), e);
      }
      return null;
    };
  }

  private void copy(TargetDirectory target, String name, FileSource file) throws IOException {
    if (!run.options().always() && target.holds(name, file)) {
      skipped.incrementAndGet();
      progress.advance(file.size().orElse(0));
    } else {
      target.put(name, file, progress);
      copied.incrementAndGet();
    }
    progress.note(copied.get() + skipped.get() + " of " + files + " files");
  }

  private void finish(Work work) {
    try {
      work.target().finish();
    } catch (IOException | CommandFailure e) {
      String path = work.path().isEmpty() ? "." : work.path();
      run.leftOut().add(path, "the files in it could not be linked: " + LeftOut.reason(e));
    }
  }
}
