package org.truckee.mutable;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
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
    List<MutableEncoder.Encoded> segments = segments(contents, terms, keys, salts);
    Bytes salt = terms.format() == MutableFormat.SDMF ? salts.of(0) : Bytes.EMPTY;
    List<List<Bytes>> hashes = byShare(terms.total(), segments, MutableEncoder.Encoded::hashes);
    return of(SignedVersion.sign(terms, salt, hashes, keys, random), segments);
  }

  /**
   * The version {@code prefix} made again from all its {@code segments}, with the seal of one of
   * its shares; {@code CORRUPT} if they are not those that were signed.
   */
  public static WholeVersion again(
      SignedPrefix prefix, List<MutableEncoder.Encoded> segments, SignedVersion.Seal seal) {
    List<List<Bytes>> hashes = byShare(prefix.total(), segments, MutableEncoder.Encoded::hashes);
    return of(SignedVersion.again(prefix, hashes, seal), segments);
  }

  private static WholeVersion of(SignedVersion version, List<MutableEncoder.Encoded> segments) {
    int total = version.prefix().total();
    List<List<Bytes>> data = byShare(total, segments, MutableEncoder.Encoded::blocks);
    List<Bytes> shares =
        IntStream.range(0, total).mapToObj(share -> version.share(share, data.get(share))).toList();
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

  /** For each share, its {@code part} of each segment. */
  private static List<List<Bytes>> byShare(
      int total,
      List<MutableEncoder.Encoded> segments,
      Function<MutableEncoder.Encoded, List<Bytes>> part) {
    return IntStream.range(0, total)
        .mapToObj(share -> segments.stream().map(part).map(all -> all.get(share)).toList())
        .toList();
  }
}
