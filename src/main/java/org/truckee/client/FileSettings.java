package org.truckee.client;

import java.util.Objects;
import org.truckee.cap.MutableFormat;
import org.truckee.placement.EncodingParameters;

/**
 * A gateway's ways with files.
 *
 * @param encoding how files are encoded
 * @param maximumFileSize the largest file that is taken
 * @param memory the bytes that all transfers together may hold
 * @param mutableFormat the format of a new mutable file, where a request names none
 * @param keysAhead how many key pairs of mutable files are made before they are needed
 * @param trashDays how many days a drive keeps what was taken away; 0 if it has no trash
 */
public record FileSettings(
    EncodingParameters encoding,
    long maximumFileSize,
    long memory,
    MutableFormat mutableFormat,
    int keysAhead,
    int trashDays) {
  private static final long USUAL_MEMORY = 256L << 20;

  /** The ways of a gateway that is told nothing else. */
  public static final FileSettings USUAL =
      new FileSettings(
          EncodingParameters.DEFAULT,
          1L << 50,
          Math.min(USUAL_MEMORY, Runtime.getRuntime().maxMemory() / 3),
          MutableFormat.SDMF,
          50,
          30);

  /** Checks that all is there. */
  public FileSettings {
    Objects.requireNonNull(encoding, "encoding");
    Objects.requireNonNull(mutableFormat, "mutableFormat");
  }
}
