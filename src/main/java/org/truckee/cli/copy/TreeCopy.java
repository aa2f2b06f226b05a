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
import org.truckee.cli.session.Progress;

/**
 * Makes a directory hold what a {@link SourceTree} says: first the directories, one after the
 * other, then the files, several at a time, and a directory is finished when its files are there.
 * Ends with the first failure.
 */
final class TreeCopy {
  private final Progress progress;
  private final boolean always;
  private final int files;
  private final AtomicInteger copied = new AtomicInteger();
  private final AtomicInteger skipped = new AtomicInteger();

  /** With {@code always}, files are copied even if they are there already. */
  TreeCopy(Progress progress, boolean always, int files) {
    this.progress = progress;
    this.always = always;
    this.files = files;
  }

  /** One directory to be filled. */
  private record Work(SourceTree tree, TargetDirectory target) {}

  /** Copies all of {@code tree}. */
  CopyOutcome run(SourceTree tree, TargetDirectory target) throws IOException {
    List<Work> directories = new ArrayList<>();
    prepare(tree, target, directories);
    ExecutorService workers = Executors.newFixedThreadPool(WebApi.CONNECTIONS, TreeCopy::thread);
    try {
      List<List<Future<Void>>> started = new ArrayList<>();
      for (Work work : directories) started.add(start(work, workers));
      for (int i = 0; i < directories.size(); i++) {
        for (Future<Void> file : started.get(i)) await(file);
        directories.get(i).target().finish();
      }
    } finally {
      workers.shutdownNow();
    }
    return new CopyOutcome(copied.get(), skipped.get(), directories.size(), progress.done());
  }

  private static void prepare(SourceTree tree, TargetDirectory target, List<Work> directories)
      throws IOException {
    directories.add(new Work(tree, target));
    for (Map.Entry<String, SourceTree> child : tree.directories().entrySet())
      prepare(child.getValue(), target.directory(child.getKey()), directories);
  }

  private List<Future<Void>> start(Work work, ExecutorService workers) {
    List<Future<Void>> started = new ArrayList<>();
    work.tree()
        .files()
        .forEach((name, file) -> started.add(workers.submit(copying(work.target(), name, file))));
    return started;
  }

  private Callable<Void> copying(TargetDirectory target, String name, FileSource file) {
    return () -> {
      if (!always && target.holds(name, file)) {
        skipped.incrementAndGet();
        progress.advance(file.size().orElse(0));
      } else {
        target.put(name, file, progress);
        copied.incrementAndGet();
      }
      progress.note(copied.get() + skipped.get() + " of " + files + " files");
      return null;
    };
  }

  private static void await(Future<Void> file) throws IOException {
    try {
      file.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) throw io;
      if (e.getCause() instanceof RuntimeException known) throw known;
      throw new IllegalStateException(e.getCause());
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
