package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.client.context.ClientContext;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.MutableEncoder;
import org.truckee.mutable.NewVersion;
import org.truckee.mutable.Salts;
import org.truckee.mutable.VersionTerms;

/**
 * Encodes a version of an MDMF file a few segments at a time, and signs it at the end. A second
 * pass gives the same blocks again. Event loop only.
 */
final class PieceEncoder {
  /** The rough number of bytes of a share in one piece. */
  private static final int PIECE = 256 << 10;

  private final ClientContext context;
  private final Plaintext plaintext;
  private final VersionTerms terms;
  private final FileKeyPair keys;
  private final MutableEncoder encoder;
  private final List<List<Bytes>> hashes;
  private NewVersion version;

  PieceEncoder(ClientContext context, Plaintext plaintext, VersionTerms terms, FileKeyPair keys) {
    this.context = context;
    this.plaintext = plaintext;
    this.terms = terms;
    this.keys = keys;
    this.encoder =
        new MutableEncoder(
            keys.writeCap(terms.format()).toReadCap().readKey(),
            terms.format(),
            new Segmentation(terms.size(), terms.segmentSize(), terms.needed()),
            terms.total(),
            Salts.fresh(context.machine().random()));
    this.hashes =
        Stream.generate(() -> (List<Bytes>) new ArrayList<Bytes>()).limit(terms.total()).toList();
  }

  Segmentation segmentation() {
    return encoder.segmentation();
  }

  /** The number of segments in a piece, but the last one. */
  int segmentsAtOnce() {
    return Math.max(1, PIECE / segmentation().blockSize());
  }

  /** The bytes that a piece takes in all its forms on the way to the servers. */
  long cost() {
    return 4L * segmentsAtOnce() * segmentation().blockSize() * terms.total();
  }

  /** Begins once more; it must be possible to read the plaintext again. */
  Future<Void> rewind() {
    if (plaintext.rewind()) return Future.succeededFuture();
    return Future.failedFuture(new IllegalStateException("contents that can be read only once"));
  }

  /** The segments of the piece that begins with segment {@code first}; pieces go in order. */
  Future<List<MutableEncoder.Encoded>> encode(long first) {
    Segmentation cut = segmentation();
    long end = Math.min(cut.segments(), first + segmentsAtOnce());
    int length = 0;
    for (long index = first; index < end; index++) length += cut.segmentLength(index);
    return plaintext
        .next(length)
        .compose(bytes -> context.codec().run(() -> encode(first, end, bytes)))
        .onSuccess(segments -> remember(first, segments));
  }

  private List<MutableEncoder.Encoded> encode(long first, long end, byte[] bytes) {
    List<MutableEncoder.Encoded> segments = new ArrayList<>();
    int size = segmentation().segmentSize();
    for (long index = first; index < end; index++) {
      int from = (int) (index - first) * size;
      int length = segmentation().segmentLength(index);
      segments.add(encoder.encode(index, Arrays.copyOfRange(bytes, from, from + length)));
    }
    return segments;
  }

  private void remember(long first, List<MutableEncoder.Encoded> segments) {
    if (hashes.get(0).size() != first) return;
    for (MutableEncoder.Encoded segment : segments)
      for (int share = 0; share < terms.total(); share++)
        hashes.get(share).add(segment.hashes().get(share));
  }

  /** The version whose last piece was encoded. */
  Future<NewVersion> sign() {
    if (version != null) return Future.succeededFuture(version);
    return context
        .codec()
        .run(() -> NewVersion.sign(terms, Bytes.EMPTY, hashes, keys, context.machine().random()))
        .onSuccess(signed -> version = signed);
  }
}
