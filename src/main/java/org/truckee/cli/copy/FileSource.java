package org.truckee.cli.copy;

import java.util.OptionalLong;

/** A file that is to be copied. */
public sealed interface FileSource permits LocalSource, GridSource {
  /** Its size, as far as it is known before it is read. */
  OptionalLong size();

  /** The time when its contents were last changed, in microseconds since 1970, if that is known. */
  OptionalLong changed();
}
