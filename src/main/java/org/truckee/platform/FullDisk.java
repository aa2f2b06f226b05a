package org.truckee.platform;

import java.io.IOException;

/** Tells a full disk from other failures of a disk: the JDK has only the system's words. */
public final class FullDisk {
  private FullDisk() {}

  /** Returns whether {@code failure} says that there was no room. */
  public static boolean is(Throwable failure) {
    String message = failure instanceof IOException ? failure.getMessage() : null;
    return message != null
        && (message.contains("No space left")
            || message.contains("Disk quota exceeded")
            || message.contains("not enough space"));
  }
}
