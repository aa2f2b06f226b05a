package org.truckee.node.debug;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.cli.session.CommandFailure;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.Tag;
import org.truckee.immutable.ShareLayout;
import org.truckee.immutable.UriExtensionBlock;
import org.truckee.storage.container.ShareInspection;

/** The lines about a share of an immutable file, as Tahoe lays them out. */
record ImmutableShareReport(ShareLayout layout, Bytes ueb, Map<String, Bytes> fields) {
  private static final int LONGEST_UEB = 1 << 20;

  /** Reads layout and UEB of {@code share}. */
  static ImmutableShareReport read(ShareInspection share) throws IOException {
    ShareLayout layout =
        ShareLayout.read(share.data(0, ShareLayout.MAX_HEADER_SIZE).asByteBuffer());
    long length = 0;
    for (byte octet : share.data(layout.offsets().ueb(), layout.uebLengthSize()).toArray())
      length = length << 8 | (octet & 0xff);
    if (length < 0 || length > LONGEST_UEB)
      throw CommandFailure.failed("the share says that its UEB has " + length + " bytes");
    Bytes ueb = share.data(layout.offsets().ueb() + layout.uebLengthSize(), (int) length);
    return new ImmutableShareReport(layout, ueb, UriExtensionBlock.fields(ueb));
  }

  /** All lines for {@code share}. */
  static List<String> of(
      ShareInspection share, Optional<StorageIndex> storageIndex, boolean offsets)
      throws IOException {
    ImmutableShareReport report = read(share);
    List<String> lines = new ArrayList<>();
    lines.add(line("version", report.layout.version()));
    report.add(lines, "size", "num_segments", "segment_size", "needed_shares", "total_shares");
    lines.add("");
    report.add(lines, "codec_name", "codec_params", "tail_codec_params");
    lines.add("");
    report.add(
        lines,
        "plaintext_hash",
        "plaintext_root_hash",
        "crypttext_hash",
        "crypttext_root_hash",
        "share_root_hash");
    lines.add(line("UEB_hash", report.uebHash()));
    storageIndex.ifPresent(index -> lines.add(line("verify-cap", report.verifyCap(index).toUri())));
    report.addSizes(lines);
    if (offsets) report.addOffsets(share, lines);
    return lines;
  }

  /** The hash that capabilities name the UEB by. */
  Bytes uebHash() {
    return Tag.UEB.hash(ueb);
  }

  /** The number in {@code field}. */
  long number(String field) {
    return Long.parseLong(text(field));
  }

  private ChkVerifyCap verifyCap(StorageIndex storageIndex) {
    return new ChkVerifyCap(
        storageIndex,
        uebHash(),
        (int) number("needed_shares"),
        (int) number("total_shares"),
        number("size"));
  }

  private void add(List<String> lines, String... keys) {
    for (String key : keys)
      if (fields.containsKey(key))
        lines.add(line(key.equals("size") ? "file_size" : key, text(key)));
  }

  private String text(String key) {
    Bytes value = fields.getOrDefault(key, Bytes.EMPTY);
    return key.endsWith("_hash") ? value.toString() : value.toUtf8();
  }

  private void addSizes(List<String> lines) {
    lines.add("");
    lines.add(" Size of data within the share:");
    lines.add(line("data", layout.offsets().plaintextHashes() - layout.offsets().data()));
    lines.add(line("uri-extension", ueb.size()));
    lines.add(line("validation", layout.offsets().ueb() - layout.offsets().plaintextHashes()));
  }

  private void addOffsets(ShareInspection share, List<String> lines) {
    long start = share.dataOffset();
    lines.add("");
    lines.add(" Section Offsets:");
    lines.add(line("share data", start));
    lines.add(offset("block data", start + layout.offsets().data()));
    lines.add(offset("plaintext_hash_tree", start + layout.offsets().plaintextHashes()));
    lines.add(offset("crypttext_hash_tree", start + layout.offsets().ciphertextHashes()));
    lines.add(offset("block_hashes", start + layout.offsets().blockHashes()));
    lines.add(offset("share_hashes", start + layout.offsets().shareHashes()));
    lines.add(offset("uri_extension", start + layout.offsets().ueb()));
    lines.add(line("leases", start + share.dataLength()));
  }

  private static String line(String name, Object value) {
    return "%20s: %s".formatted(name, value);
  }

  private static String offset(String name, long value) {
    return "  %20s: %d   (0x%x)".formatted(name, value, value);
  }
}
