package org.truckee.client.mutable.publish;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.client.mutable.piece.PieceEncoder;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.crypto.HashTree;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.VersionTerms;

/**
 * Sends a version of an MDMF file that is too large for memory, in {@link SharePass}s, so that a
 * writer that dies at any time leaves a readable version. Event loop only.
 */
public final class LargePublication {
  private final PieceEncoder encoder;
  private final MemoryBudget memory;
  private final Publication publication;
  private final VersionTerms terms;
  private final Bytes mark;

  /**
   * A publication of the version of {@code terms} that {@code encoder} makes, which must be one of
   * MDMF with at least one segment. Each piece is in {@code memory} while it is made and sent;
   * {@code random} gives the mark of the unfinished shares.
   */
  public LargePublication(
      PieceEncoder encoder,
      MemoryBudget memory,
      Publication publication,
      VersionTerms terms,
      SecureRandom random) {
    this.encoder = encoder;
    this.memory = memory;
    this.publication = publication;
    this.terms = terms;
    this.mark = mark(terms, random);
  }

  /**
   * The mark of an unfinished share: the 41 bytes that a share of {@code terms} begins with (its
   * check string), with a root that is random and that nobody signed.
   */
  public static Bytes mark(VersionTerms terms, SecureRandom random) {
    byte[] root = new byte[HashTree.NODE_SIZE];
    random.nextBytes(root);
    return new SignedPrefix(terms, Bytes.wrap(root), Bytes.EMPTY).checkString();
  }

  /**
   * Sends the shares in {@code order}, the last ones only if {@code check} allows it; serves once.
   * {@code CONFLICT} if another writer is at work; {@code UNHAPPY} or {@code NO_SPACE} if too few
   * servers take shares, and then the old version stays; {@link IllegalStateException} if a second
   * pass is needed and the contents can be read only once.
   */
  public Future<Void> send(PassOrder order, QuorumCheck check) {
    SharePass first =
        wave(Stream.concat(order.first().stream(), order.passing().stream()).toList());
    if (order.last().isEmpty()) return first.send();
    SharePass last = wave(order.last());
    return first
        .send()
        .compose(sent -> requireReadable())
        .compose(readable -> check.before(order.last()))
        .compose(readable -> encoder.rewind())
        .compose(ready -> last.send())
        .compose(sent -> first.takeBack(order.passingOf(last.numbers())));
  }

  private SharePass wave(List<ShareTarget> goals) {
    return new SharePass(encoder, memory, publication, mark, goals);
  }

  /** Fails unless the new version can be read, since only then may the old one go. */
  private Future<Void> requireReadable() {
    int there = publication.numbers().size();
    if (there >= terms.needed()) return Future.succeededFuture();
    List<String> shortage =
        List.of(
            "only %d shares of the new version were taken, %d are needed"
                .formatted(there, terms.needed()),
            "the old version stays");
    return Future.failedFuture(
        publication.refusals().explain(shortage, "a share of it", there, terms.needed()));
  }
}
