package org.truckee.testing.known;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.storage.container.ShareFile;
import org.truckee.storage.share.FileData;
import org.truckee.storage.share.ObjectData;
import org.truckee.storage.share.ShareData;
import org.truckee.testing.Waiting;

/** The bytes of shares, wherever they are. */
public final class ShareBytes {
  private ShareBytes() {}

  /** All bytes of {@code share}. */
  public static byte[] of(ShareData share) throws IOException {
    if (share instanceof ObjectData object)
      return share.length() == 0
          ? new byte[0]
          : Waiting.of(object.read(new ByteRange(0, share.length()))).getBytes();
    FileData data = (FileData) share;
    try (FileChannel file = FileChannel.open(data.file(), StandardOpenOption.READ)) {
      return ShareFile.read(file, data.offset(), (int) data.length()).array();
    }
  }
}
