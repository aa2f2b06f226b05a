package org.truckee.cli.copy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.truckee.cli.gateway.ResumedDownload;
import org.truckee.cli.local.LocalContents;
import org.truckee.cli.session.Progress;

/**
 * A file of the grid that is stored. A file of this machine ends where reading ends; a file that
 * changes meanwhile is stored as far as it was read, and named.
 */
final class GridTargetFile {
  private final CopyRun run;
  private boolean settled = true;

  GridTargetFile(CopyRun run) {
    this.run = run;
  }

  /** Stores the contents of {@code file} at {@code url}, and returns the capability. */
  String store(String url, FileSource file, Progress progress) throws IOException {
    if (file instanceof GridSource grid) {
      try (InputStream in = ResumedDownload.of(run.api(), grid.url())) {
        return run.api().put(url, in, progress).cap();
      }
    }
    return store(url, (LocalSource) file, progress);
  }

  private String store(String url, LocalSource file, Progress progress) throws IOException {
    try (LocalContents contents = LocalContents.open(file.path())) {
      String cap = run.api().put(url, contents.in(), progress).cap();
      Optional<String> doubt =
          run.options().recursive() ? contents.strictDoubt() : contents.doubt();
      doubt.ifPresent(why -> run.leftOut().add(file.path().toString(), why));
      settled = doubt.isEmpty() && contents.isSettled();
      return cap;
    }
  }

  /** Returns whether the earlier state of the source belongs to the contents that were stored. */
  boolean isKnownAgain() {
    return settled;
  }
}
