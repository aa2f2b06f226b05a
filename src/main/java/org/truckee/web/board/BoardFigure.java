package org.truckee.web.board;

import java.util.Locale;

/** A figure of the board, and its meaning as its readers are told. */
enum BoardFigure {
  GATEWAYS(
      "Gateways",
      "the programs of users that are connected to the introducer now; where there are several"
          + " introducers, to the one with the most",
      false),
  VISITORS(
      "Visitors of the day",
      "the different addresses (IPv4, or IPv6 networks of 64 bits) from which requests came to the"
          + " gateways since midnight UTC, estimated within 5 % and counted without keeping them;"
          + " who uses two gateways counts twice, and a gateway that starts anew begins at none",
      false),
  SERVERS("Storage servers", "those that answer this gateway", false),
  FILES(
      "Files",
      "an estimate: the files of which an average storage server has shares, in proportion to all"
          + " servers and to those that a file is spread over; mutable files and directories in"
          + " files count too, files of up to 55 bytes have no shares",
      false),
  DIRECTORIES("Directories", "those that the vdrive servers keep", false),
  BYTES_STORED(
      "Bytes stored",
      "the bytes of all shares on the storage servers that answer, as their last whole check of"
          + " leases found them: about 3.3 times the files where 3 of 10 shares are needed",
      true),
  BYTES_OF_DISKS(
      "Bytes of disks",
      "the sizes of the storage servers' disks; servers of the board's machine on one disk count"
          + " it once",
      true),
  BYTES_FREE("Bytes free", "what shares may still take of these disks", true);

  private final String title;
  private final String meaning;
  private final boolean bytes;

  BoardFigure(String title, String meaning, boolean bytes) {
    this.title = title;
    this.meaning = meaning;
    this.bytes = bytes;
  }

  String title() {
    return title;
  }

  String meaning() {
    return meaning;
  }

  boolean bytes() {
    return bytes;
  }

  /**
   * True if the highest value of a time counts, since the figure grows through a day; else its
   * mean.
   */
  boolean growing() {
    return this == VISITORS;
  }

  /** Its name in JSON. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
