package org.truckee.client.mutable.piece;

import org.truckee.GridException;
import org.truckee.cap.MutableFormat;
import org.truckee.client.mutable.read.MutableVersion;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.VersionTerms;

/** The sizes of shares that decide how a version is written, and the failures of larger ones. */
public final class ShareSizes {
  /** The largest share that is encoded and sent as a whole where parts are possible. */
  private static final long LARGE = 2 << 20;

  /** The largest share that is sent as a whole at all; servers take a little more. */
  public static final long LARGEST = 48 << 20;

  private ShareSizes() {}

  /** Returns whether a version of {@code terms} is written in parts, if there is a safe order. */
  public static boolean isLarge(VersionTerms terms) {
    return terms.format() == MutableFormat.MDMF && terms.size() / terms.needed() > LARGE;
  }

  /**
   * The memory of a version that is written as a whole: its contents, its shares, and those on
   * their way to the servers.
   */
  public static long costOfWhole(VersionTerms terms) {
    return terms.size() + 4 * (terms.size() / terms.needed()) * terms.total();
  }

  /** The memory of one share that is copied as a whole: its blocks, and the share on its way. */
  public static long costOfCopy(VersionTerms terms) {
    return 4 * (terms.size() / terms.needed());
  }

  /** The failure of contents that no server would take as a whole. */
  public static GridException tooLargeAsWhole(VersionTerms terms) {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "what is written in one piece has at most %d bytes in a file of this encoding"
            .formatted(LARGEST * terms.needed()));
  }

  /** The failure of contents that are written neither as a whole nor in parts. */
  public static GridException tooLarge(MutableFormat format, VersionTerms terms) {
    long most = LARGEST * terms.needed();
    return format == MutableFormat.SDMF
        ? new GridException(
            GridException.Kind.TOO_LARGE,
            "a mutable file of one segment (SDMF) has at most %d bytes".formatted(most),
            "MDMF has no such bound")
        : new GridException(
            GridException.Kind.UNHAPPY,
            "too few servers have room for a new version beside the old one, which more than %d bytes need: writing over it could lose both"
                .formatted(most),
            "put it on the grid as a new file");
  }

  /** The failure of data that are put far behind the end of {@code version}. */
  public static GridException tooFar(SignedPrefix version) {
    return new GridException(
        GridException.Kind.BAD_RANGE,
        "the offset is more than %d bytes behind the end of the file, which has %d bytes"
            .formatted(MutableVersion.MAX_CONTENTS, version.size()));
  }
}
