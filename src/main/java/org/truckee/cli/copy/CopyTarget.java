package org.truckee.cli.copy;

import java.io.IOException;
import org.truckee.cli.session.Progress;

/** The target that things are copied to. */
interface CopyTarget {
  /** The kind of thing at the target. */
  enum Kind {
    /** No thing yet. */
    MISSING,
    /** A file. */
    FILE,
    /** A directory. */
    DIRECTORY
  }

  /** The kind of thing at the target. */
  Kind kind();

  /** Returns whether the target's name ends with a slash, and so means a directory. */
  boolean endsWithSlash();

  /** Makes the target {@code file}. */
  void write(FileSource file, Progress progress) throws IOException;

  /** The target as a directory, made if it is missing. */
  TargetDirectory directory() throws IOException;
}
