package org.truckee.cli.copy;

import java.io.IOException;
import org.truckee.cli.session.Progress;

/** A directory that things are copied into; it is there already. */
interface TargetDirectory {
  /** The directory {@code name} in it, made if it is missing. Several threads may ask at once. */
  TargetDirectory directory(String name) throws IOException;

  /** Returns whether the child {@code name} in it is {@code file} already. */
  boolean holds(String name, FileSource file) throws IOException;

  /** Copies {@code file} into it. Several threads may do so at once, each for its own name. */
  void put(String name, FileSource file, Progress progress) throws IOException;

  /** Makes everything visible that was put. */
  void finish() throws IOException;
}
