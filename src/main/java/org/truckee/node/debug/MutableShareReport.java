package org.truckee.node.debug;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.truckee.FailureText;
import org.truckee.bytes.Base32;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cli.session.CommandFailure;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.Tag;
import org.truckee.mutable.MutableLayout;
import org.truckee.mutable.ShareHead;
import org.truckee.mutable.SignedPrefix;
import org.truckee.storage.container.ShareInspection;

/** The lines about a share of a mutable file, as Tahoe lays them out, without secrets. */
final class MutableShareReport {
  private MutableShareReport() {}

  /** The head of {@code share}. */
  static ShareHead head(ShareInspection share) throws IOException {
    try {
      return ShareHead.inspect(share.data(0, ShareHead.SIZE));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.failed("the share is malformed: " + FailureText.sentence(e));
    }
  }

  /** The lines about the file around {@code share}. */
  static List<String> container(ShareInspection share) throws IOException {
    return List.of(
        "",
        "Mutable slot found:",
        " share_type: " + head(share).prefix().format(),
        " WE for nodeid: " + Base32.encode(share.serverId().orElseThrow().toArray()),
        " container_size: " + share.room().orElseThrow(),
        " data_length: " + share.dataLength());
  }

  /** The lines about {@code share} itself. */
  static List<String> contents(
      ShareInspection share, Optional<StorageIndex> storageIndex, boolean offsets)
      throws IOException {
    ShareHead head = head(share);
    SignedPrefix prefix = head.prefix();
    MutableLayout layout = head.layout();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(" " + prefix.format() + " contents:");
    lines.add("  seqnum: " + prefix.sequence());
    lines.add("  root_hash: " + prefix.rootHash());
    if (prefix.salt().size() > 0) lines.add("  IV: " + prefix.salt());
    lines.add("  required_shares: " + prefix.needed());
    lines.add("  total_shares: " + prefix.total());
    lines.add("  segsize: " + prefix.segmentSize());
    lines.add("  datalen: " + prefix.size());
    lines.add("  enc_privkey: " + layout.signing().privateKey().length() + " bytes");
    lines.add("  pubkey: " + layout.signing().publicKey().length() + " bytes");
    lines.add("  signature: " + layout.signing().signature().length() + " bytes");
    lines.add("  share_hash_chain: " + chain(head));
    lines.add(
        "  block_hash_tree: " + layout.blockHashes().length() / HashTree.NODE_SIZE + " nodes");
    if (storageIndex.isPresent())
      lines.add("  verify-cap: " + verifyCap(share, head, storageIndex.get()).toUri());
    if (offsets) addOffsets(share, layout, lines);
    return lines;
  }

  private static String chain(ShareHead head) {
    return head.shareHashes().keySet().stream()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static MutableVerifyCap verifyCap(
      ShareInspection share, ShareHead head, StorageIndex storageIndex) throws IOException {
    MutableLayout.Part part = head.layout().signing().publicKey();
    Bytes key = share.data(part.begin(), (int) part.length());
    return new MutableVerifyCap(head.prefix().format(), storageIndex, Tag.FINGERPRINT.hash(key));
  }

  private static void addOffsets(ShareInspection share, MutableLayout layout, List<String> lines) {
    long start = share.dataOffset();
    lines.add("");
    lines.add(" Section Offsets:");
    lines.add(offset("share data", start));
    lines.add(offset("signature", start + layout.signing().signature().begin()));
    lines.add(offset("pubkey", start + layout.signing().publicKey().begin()));
    lines.add(offset("share_hash_chain", start + layout.shareHashes().begin()));
    lines.add(offset("block_hash_tree", start + layout.blockHashes().begin()));
    lines.add(offset("block data", start + layout.data().begin()));
    lines.add(offset("enc_privkey", start + layout.signing().privateKey().begin()));
    lines.add(offset("end of share data", start + layout.end()));
  }

  private static String offset(String name, long value) {
    return "  %20s: %d   (0x%x)".formatted(name, value, value);
  }
}
