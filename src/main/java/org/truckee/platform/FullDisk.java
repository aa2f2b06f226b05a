package org.truckee.platform;

import java.io.IOException;
import org.truckee.FailureText;

/** Tells a full disk from other failures of a disk: the JDK has only the system's words. */
public final class FullDisk {
  private FullDisk() {}

  /** Returns whether {@code failure} says that there was no room. */
  public static boolean is(Throwable failure) {
    return failure instanceof IOException
        && (FailureText.says(failure, "No space left")
            || FailureText.says(failure, "Disk quota exceeded")
            || FailureText.says(failure, "not enough space"));
  }
}
