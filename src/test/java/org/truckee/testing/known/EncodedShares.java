package org.truckee.testing.known;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.ChkReadCap;
import org.truckee.crypto.Convergence;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.CheckedShare;
import org.truckee.immutable.ChkDecoder;
import org.truckee.immutable.ChkEncoder;
import org.truckee.immutable.EncodedFile;
import org.truckee.immutable.EncodedSegment;
import org.truckee.immutable.ShareLayout;
import org.truckee.immutable.UriExtensionBlock;

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

  /** The same file with other bytes for one share. */
  public EncodedShares with(int number, byte[] share) {
    List<byte[]> changed = new ArrayList<>(shares);
    changed.set(number, share);
    return new EncodedShares(cap, changed);
  }

  /** The checked share {@code number}; {@code CORRUPT} if it vouches for nothing. */
  public CheckedShare check(int number) {
    byte[] share = shares.get(number);
    ShareLayout layout = ShareLayout.read(ByteBuffer.wrap(share));
    int start = (int) Math.min(layout.offsets().ciphertextHashes(), share.length);
    return CheckedShare.check(
        cap.toVerifyCap(), number, layout, Bytes.copyOf(share, start, share.length));
  }

  /** The plaintext, from exactly the shares {@code numbers}; {@code CORRUPT} if one is damaged. */
  public byte[] decode(List<Integer> numbers) {
    List<CheckedShare> checked = numbers.stream().map(this::check).toList();
    UriExtensionBlock ueb = checked.get(0).ueb();
    ChkDecoder decoder = new ChkDecoder(cap.key(), ueb);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long index = 0; index < ueb.segmentation().segments(); index++) {
      List<ChkDecoder.Block> blocks = new ArrayList<>();
      for (CheckedShare share : checked) blocks.add(block(share, index));
      if (!ChkDecoder.corrupt(index, blocks).isEmpty()) throw corrupt("a bad block");
      out.writeBytes(decoder.decode(index, blocks));
    }
    return out.toByteArray();
  }

  /** The block of segment {@code index} in {@code share}, one of these, unchecked. */
  public ChkDecoder.Block block(CheckedShare share, long index) {
    Segmentation cut = share.ueb().segmentation();
    int start = (int) share.layout().blockOffset(cut, index);
    byte[] whole = shares.get(share.shareNumber());
    int end = start + cut.blockLength(index);
    if (start < 0 || end > whole.length) throw corrupt("it breaks off");
    return new ChkDecoder.Block(share, Arrays.copyOfRange(whole, start, end));
  }

  private static GridException corrupt(String reason) {
    return new GridException(GridException.Kind.CORRUPT, reason);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
