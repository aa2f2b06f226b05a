package org.truckee.cli.copy;

import java.io.IOException;
import java.util.Optional;

/** One thing that is to be copied; a thing that is given by a capability alone has no name. */
sealed interface Item {
  /** Its name, if it has one. */
  Optional<String> name();

  /** A file. */
  record OfFile(Optional<String> name, FileSource file) implements Item {}

  /** A directory, whose contents are not looked at yet. */
  record OfDirectory(Optional<String> name, Scan scan) implements Item {}

  /** Looks at a directory and all below it. */
  interface Scan {
    /** Puts everything that is found into {@code tree}. */
    void into(SourceTree tree) throws IOException;
  }
}
