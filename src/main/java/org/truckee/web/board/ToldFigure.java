package org.truckee.web.board;

import java.util.Arrays;
import java.util.List;
import org.truckee.web.page.Amount;

/** A figure that a node tells of itself at its admin port, and the bound of what can be true. */
enum ToldFigure {
  FILES(BoardNode.Kind.STORAGE, "truckee_storage_files", 1e12),
  SHARE_BYTES(BoardNode.Kind.STORAGE, "truckee_storage_share_bytes", 1e18),
  DISK_SIZE(BoardNode.Kind.STORAGE, "truckee_storage_disk_size_bytes", 1e18),
  DISK_FREE(BoardNode.Kind.STORAGE, "truckee_storage_available_bytes", 1e18),
  OWN_DIRECTORIES(BoardNode.Kind.VDRIVE, "truckee_vdrive_directories{database=\"own\"}", 1e12),
  SHARED_DIRECTORIES(
      BoardNode.Kind.VDRIVE, "truckee_vdrive_directories{database=\"shared\"}", 1e12),
  VISITORS(BoardNode.Kind.GATEWAY, "truckee_web_visitors", 1e9);

  private final BoardNode.Kind kind;
  private final String series;
  private final double most;

  ToldFigure(BoardNode.Kind kind, String series, double most) {
    this.kind = kind;
    this.series = series;
    this.most = most;
  }

  /** Those that nodes of {@code kind} tell. */
  static List<ToldFigure> of(BoardNode.Kind kind) {
    return Arrays.stream(values()).filter(figure -> figure.kind == kind).toList();
  }

  /** Its name and labels in the text for Prometheus. */
  String series() {
    return series;
  }

  /** Returns whether {@code value} may be true at all. */
  boolean canBe(double value) {
    return value >= 0 && value <= most;
  }

  /** The words for {@code value} of it. */
  String words(double value) {
    return switch (this) {
      case FILES -> Amount.of(Math.round(value), "file");
      case SHARE_BYTES -> Amount.bytes(value) + " of shares";
      case DISK_SIZE -> Amount.bytes(value) + " of disk";
      case DISK_FREE -> Amount.bytes(value) + " free";
      case OWN_DIRECTORIES, SHARED_DIRECTORIES -> Amount.of(Math.round(value), "directory");
      case VISITORS -> Amount.of(Math.round(value), "visitor");
    };
  }
}
