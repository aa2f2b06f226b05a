package org.truckee.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.ChkReadCap;
import org.truckee.crypto.Convergence;
import org.truckee.immutable.ChkEncoder;
import org.truckee.immutable.EncodedFile;
import org.truckee.immutable.EncodedSegment;
import org.truckee.immutable.Segmentation;
import org.truckee.immutable.ShareLayout;

/**
 * A small file encoded whole, in memory: its capability and its shares as a server would hold them.
 */
public record EncodedShares(ChkReadCap cap, List<byte[]> shares) {
  /** Encodes {@code plaintext} with the key that {@code convergence} gives it. */
  public static EncodedShares convergent(
      byte[] plaintext, Secret convergence, int needed, int total, int maximumSegmentSize) {
    Segmentation cut = Segmentation.of(plaintext.length, maximumSegmentSize, needed);
    Bytes key =
        Convergence.keyHasher(convergence, needed, total, cut.segmentSize())
            .update(Bytes.wrap(plaintext))
            .digest();
    return encode(plaintext, new Secret(key), cut, total);
  }

  /** Encodes {@code plaintext} under {@code key}. */
  public static EncodedShares encode(byte[] plaintext, Secret key, Segmentation cut, int total) {
    ChkEncoder encoder = new ChkEncoder(key, cut, total);
    List<ByteArrayOutputStream> shares = new ArrayList<>();
    for (int i = 0; i < total; i++) {
      shares.add(new ByteArrayOutputStream());
      shares.get(i).writeBytes(ShareLayout.forWriting(cut, total).header().toArray());
    }
    for (long index = 0; index < cut.segments(); index++) {
      int start = (int) index * cut.segmentSize();
      byte[] segment = Arrays.copyOfRange(plaintext, start, start + cut.segmentLength(index));
      EncodedSegment encoded = encoder.encode(segment);
      for (int i = 0; i < total; i++) shares.get(i).writeBytes(bytes(encoded.block(i)));
    }
    EncodedFile file = encoder.finish();
    for (int i = 0; i < total; i++) shares.get(i).writeBytes(file.tails().get(i).toArray());
    return new EncodedShares(
        file.cap(), shares.stream().map(ByteArrayOutputStream::toByteArray).toList());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
