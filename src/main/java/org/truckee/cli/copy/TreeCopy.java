package org.truckee.cli.copy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.LeftOut;
import org.truckee.cli.session.Progress;

/**
 * Makes a directory hold the contents of a {@link SourceTree}: first the directories, one after the
 * other, then the files, several at a time, and a directory is finished when its files are there. A
 * file or directory that fails is left out, and the rest goes on.
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
    List<Work> directories = new ArrayList<>();
    prepare(new Work(tree, target.directory(), ""), directories);
    ExecutorService workers = Executors.newFixedThreadPool(WebApi.CONNECTIONS, TreeCopy::thread);
    try {
      List<List<Future<Void>>> started = new ArrayList<>();
      for (Work work : directories) started.add(start(work, workers));
      for (int i = 0; i < directories.size(); i++) {
        for (Future<Void> file : started.get(i)) await(file);
        finish(directories.get(i));
      }
    } finally {
      workers.shutdownNow();
    }
    return new CopyOutcome(
        copied.get(), skipped.get(), directories.size(), run.leftOut().count(), progress.done());
  }

  private void prepare(Work work, List<Work> directories) {
    directories.add(work);
    for (Map.Entry<String, SourceTree> child : work.tree().directories().entrySet()) {
      String path = GridTargetDirectory.below(work.path(), child.getKey());
      try {
        prepare(
            new Work(child.getValue(), work.target().directory(child.getKey()), path), directories);
      } catch (IOException | RuntimeException e) {
        run.leftOut().add(path, e);
      }
    }
  }

  private List<Future<Void>> start(Work work, ExecutorService workers) {
    List<Future<Void>> started = new ArrayList<>();
    work.tree()
        .files()
        .forEach((name, file) -> started.add(workers.submit(step(work, name, file))));
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

  private static void await(Future<Void> file) throws IOException {
    try {
      file.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "copy");
    thread.setDaemon(true);
    return thread;
  }
}
