package org.truckee.mutable;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.erasure.Segmentation;

/**
 * One version of a file that is small enough for memory, encoded and signed.
 *
 * @param shares all bytes of each share, by number
 */
public record WholeVersion(SignedPrefix prefix, List<Bytes> shares) {
  /** Keeps its own list. */
  public WholeVersion {
    shares = List.copyOf(shares);
  }

  /** Encodes {@code contents}, which have the size that {@code terms} say, and signs them. */
  public static WholeVersion encode(
      byte[] contents, VersionTerms terms, FileKeyPair keys, SecureRandom random) {
    Salts salts = Salts.fresh(random);
    List<List<Bytes>> data = lists(terms.total());
    List<List<Bytes>> hashes = lists(terms.total());
    for (MutableEncoder.Encoded segment : segments(contents, terms, keys, salts)) {
      for (int share = 0; share < terms.total(); share++) {
        data.get(share).add(segment.blocks().get(share));
        hashes.get(share).add(segment.hashes().get(share));
      }
    }
    Bytes salt = terms.format() == MutableFormat.SDMF ? salts.of(0) : Bytes.EMPTY;
    NewVersion version = NewVersion.sign(terms, salt, hashes, keys, random);
    List<Bytes> shares =
        IntStream.range(0, terms.total())
            .mapToObj(share -> whole(version, share, data.get(share)))
            .toList();
    return new WholeVersion(version.prefix(), shares);
  }

  private static List<MutableEncoder.Encoded> segments(
      byte[] contents, VersionTerms terms, FileKeyPair keys, Salts salts) {
    if (contents.length == 0) return List.of();
    Secret readKey = keys.writeCap(terms.format()).toReadCap().readKey();
    Segmentation cut = new Segmentation(contents.length, terms.segmentSize(), terms.needed());
    MutableEncoder encoder = new MutableEncoder(readKey, terms.format(), cut, terms.total(), salts);
    List<MutableEncoder.Encoded> segments = new ArrayList<>();
    for (long index = 0; index < cut.segments(); index++) {
      int from = (int) index * cut.segmentSize();
      byte[] segment = Arrays.copyOfRange(contents, from, from + cut.segmentLength(index));
      segments.add(encoder.encode(index, segment));
    }
    return segments;
  }

  private static List<List<Bytes>> lists(int count) {
    return Stream.generate(() -> (List<Bytes>) new ArrayList<Bytes>()).limit(count).toList();
  }

  private static Bytes whole(NewVersion version, int share, List<Bytes> blocks) {
    MutableLayout layout = version.layout();
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(layout.end()));
    out.put(version.head(share).asByteBuffer());
    out.position((int) layout.data().begin());
    for (Bytes block : blocks) out.put(block.asByteBuffer());
    return Bytes.wrap(out.put(version.tail(share).asByteBuffer()).array());
  }
}
