package org.truckee.client.mutable.piece;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.truckee.bytes.Bytes;
import org.truckee.client.context.ClientContext;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.BlockHashes;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.MutableEncoder;
import org.truckee.mutable.Salts;
import org.truckee.mutable.SignedVersion;
import org.truckee.mutable.VersionTerms;

/**
 * Encodes a version of an MDMF file a few segments at a time, and signs it at the end. A second
 * pass gives the same blocks again. Event loop only.
 */
public final class PieceEncoder implements PieceSource {
  private final ClientContext context;
  private final Plaintext plaintext;
  private final VersionTerms terms;
  private final FileKeyPair keys;
  private final MutableEncoder encoder;
  private final BlockHashes hashes;
  private SignedVersion version;

  /** An encoder of {@code plaintext} for a version of {@code terms}, signed with {@code keys}. */
  public PieceEncoder(
      ClientContext context, Plaintext plaintext, VersionTerms terms, FileKeyPair keys) {
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
    this.hashes = new BlockHashes(terms.total());
  }

  @Override
  public Segmentation segmentation() {
    return encoder.segmentation();
  }

  @Override
  public int total() {
    return terms.total();
  }

  /** It must be possible to read the plaintext again. */
  @Override
  public Future<Void> rewind() {
    if (plaintext.rewind()) return Future.succeededFuture();
    return Future.failedFuture(new IllegalStateException("contents that can be read only once"));
  }

  @Override
  public Future<List<MutableEncoder.Encoded>> piece(long first) {
    Segmentation cut = segmentation();
    long end = Math.min(cut.segments(), first + segmentsAtOnce());
    int length = 0;
    for (long index = first; index < end; index++) length += cut.segmentLength(index);
    return plaintext
        .next(length)
        .compose(bytes -> context.codec().run(() -> encode(first, end, bytes)))
        .onSuccess(segments -> hashes.add(first, segments));
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

  @Override
  public Future<SignedVersion> signed() {
    if (version != null) return Future.succeededFuture(version);
    return context
        .codec()
        .run(
            () ->
                SignedVersion.sign(
                    terms, Bytes.EMPTY, hashes.ofShares(), keys, context.machine().random()))
        .onSuccess(signed -> version = signed);
  }
}
