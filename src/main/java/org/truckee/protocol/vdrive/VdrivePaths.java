package org.truckee.protocol.vdrive;

import java.util.Optional;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;

/** The paths of a vdrive server, as clients ask for them and servers route them. */
public final class VdrivePaths {
  /** The path of a server's description of itself: {@link VdriveVersion}. */
  public static final String VERSION = "/vdrive/v1/version";

  /**
   * The path of every change: {@code POST} takes a {@link VdriveWrite}, and answers 204 when all of
   * it is kept, or 409 with a {@link VdriveConflict} when nothing was changed.
   */
  public static final String WRITE = "/vdrive/v1/write";

  /** The beginning of the paths of directories; an address follows. */
  public static final String DIRECTORIES = "/vdrive/v1/directories/";

  /** The parameter that names the slot after which a page begins. */
  public static final String AFTER = "after";

  /** The parameter that bounds the entries of a page. */
  public static final String LIMIT = "limit";

  private VdrivePaths() {}

  /**
   * The path of a directory: it is listed with a {@link #LIMIT} as one {@link VdrivePage}, else as
   * one after the other until the end. The answer has an {@code ETag}, and is 304 if nothing has
   * changed since {@code If-None-Match}.
   */
  public static String directory(StorageIndex directory) {
    return DIRECTORIES + directory;
  }

  /**
   * The path of a page of at most {@code limit} entries, from the first one {@code after} a slot.
   */
  public static String page(StorageIndex directory, Optional<Slot> after, int limit) {
    String from = after.map(slot -> "&" + AFTER + "=" + slot).orElse("");
    return directory(directory) + "?" + LIMIT + "=" + limit + from;
  }

  /** The path of one entry, which is read as a {@link VdrivePage} of it or of none. */
  public static String entry(StorageIndex directory, Slot slot) {
    return DIRECTORIES + directory + "/" + slot;
  }
}
