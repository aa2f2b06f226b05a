package org.truckee.testing;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.immutable.Segmentation;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.MutableEncoder;
import org.truckee.mutable.NewVersion;
import org.truckee.mutable.Salts;

/**
 * One version of a small mutable file encoded whole, in memory: its shares as servers hold them.
 */
public record SealedShares(NewVersion version, List<Bytes> shares) {
  /** Encodes {@code contents} as {@code terms} say. */
  public static SealedShares encode(
      byte[] contents, NewVersion.Terms terms, FileKeyPair keys, SecureRandom random) {
    Secret readKey = keys.writeCap(terms.format()).toReadCap().readKey();
    Salts salts = Salts.fresh(random);
    List<List<Bytes>> hashes = lists(terms.total());
    List<ByteArrayOutputStream> data =
        Stream.generate(ByteArrayOutputStream::new).limit(terms.total()).toList();
    if (contents.length > 0) {
      Segmentation cut = new Segmentation(contents.length, terms.segmentSize(), terms.needed());
      MutableEncoder encoder =
          new MutableEncoder(readKey, terms.format(), cut, terms.total(), salts);
      for (long index = 0; index < cut.segments(); index++) {
        int from = (int) index * cut.segmentSize();
        MutableEncoder.Encoded segment =
            encoder.encode(
                index, Arrays.copyOfRange(contents, from, from + cut.segmentLength(index)));
        for (int share = 0; share < terms.total(); share++) {
          hashes.get(share).add(segment.hashes().get(share));
          data.get(share).writeBytes(segment.blocks().get(share).toArray());
        }
      }
    }
    Bytes salt = terms.format() == MutableFormat.SDMF ? salts.of(0) : Bytes.EMPTY;
    NewVersion version = NewVersion.sign(terms, salt, hashes, keys, random);
    List<Bytes> shares = new ArrayList<>();
    for (int share = 0; share < terms.total(); share++)
      shares.add(whole(version, share, Bytes.wrap(data.get(share).toByteArray())));
    return new SealedShares(version, shares);
  }

  private static List<List<Bytes>> lists(int count) {
    return Stream.generate(() -> (List<Bytes>) new ArrayList<Bytes>()).limit(count).toList();
  }

  private static Bytes whole(NewVersion version, int share, Bytes data) {
    byte[] whole = new byte[(int) version.layout().end()];
    version.head(share).copyTo(whole, 0);
    data.copyTo(whole, (int) version.layout().data().begin());
    Bytes tail = version.tail(share);
    tail.copyTo(whole, whole.length - tail.size());
    return Bytes.wrap(whole);
  }
}
