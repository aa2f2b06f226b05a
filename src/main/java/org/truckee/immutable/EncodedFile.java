package org.truckee.immutable;

import java.util.List;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ChkReadCap;

/**
 * The outcome of encoding a file: its capability, and for each share the bytes after the blocks,
 * from the plaintext hash tree to the end.
 */
public record EncodedFile(ChkReadCap cap, List<Bytes> tails) {
  /** Keeps its own list. */
  public EncodedFile {
    tails = List.copyOf(tails);
  }
}
