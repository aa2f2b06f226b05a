package org.truckee.client.mutable;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.client.flow.MemoryBudget;
import org.truckee.client.flow.Plaintext;
import org.truckee.client.server.Quietly;
import org.truckee.crypto.HashTree;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.MutableEncoder;
import org.truckee.mutable.MutableLayout;
import org.truckee.mutable.NewVersion;
import org.truckee.mutable.Salts;
import org.truckee.mutable.SignedPrefix;
import org.truckee.protocol.ReadTestWrite;
import org.truckee.worker.Codec;

/**
 * Sends a version of an MDMF file that is too large for memory, a few segments at a time. A share
 * that is being written is no good to anybody: its first bytes are a mark, by which the writer
 * knows it again, until the last message puts the true ones in their place. So the shares of a file
 * that is replaced go in two waves, and only when enough of the new version are whole are the last
 * ones of the old version touched: a writer who dies at any time leaves a version that can be read,
 * wherever {@code total} is at least twice {@code needed}. Event loop only.
 */
final class LargePublication {
  /** How much of a share goes in one message, about. */
  private static final int MESSAGE = 256 << 10;

  private final Codec codec;
  private final MemoryBudget memory;
  private final Publication publication;
  private final Plaintext plaintext;
  private final NewVersion.Terms terms;
  private final FileKeyPair keys;
  private final SecureRandom random;
  private final MutableEncoder encoder;
  private final Bytes mark;
  private final List<List<Bytes>> hashes;
  private NewVersion version;

  LargePublication(
      Codec codec,
      MemoryBudget memory,
      Publication publication,
      Plaintext plaintext,
      NewVersion.Terms terms,
      FileKeyPair keys,
      SecureRandom random) {
    this.codec = codec;
    this.memory = memory;
    this.publication = publication;
    this.plaintext = plaintext;
    this.terms = terms;
    this.keys = keys;
    this.random = random;
    this.encoder =
        new MutableEncoder(
            keys.writeCap(terms.format()).toReadCap().readKey(),
            terms.format(),
            new Segmentation(terms.size(), terms.segmentSize(), terms.needed()),
            terms.total(),
            Salts.fresh(random));
    this.mark = mark(terms, random);
    this.hashes =
        Stream.generate(() -> (List<Bytes>) new ArrayList<Bytes>()).limit(terms.total()).toList();
  }

  /** Looks like the first bytes of a share whose root nobody signed. */
  private static Bytes mark(NewVersion.Terms terms, SecureRandom random) {
    byte[] root = new byte[HashTree.NODE_SIZE];
    random.nextBytes(root);
    return new SignedPrefix(
            terms.format(),
            terms.sequence(),
            Bytes.wrap(root),
            Bytes.EMPTY,
            terms.needed(),
            terms.total(),
            terms.segmentSize(),
            terms.size())
        .checkString();
  }

  /** Sends to all {@code goals}, those for {@code kept} shares last. */
  Future<Void> send(List<Goal> goals, Set<Integer> kept) {
    Map<Boolean, List<Goal>> waves =
        goals.stream().collect(Collectors.partitioningBy(goal -> kept.contains(goal.share())));
    Future<Void> first = wave(waves.get(false));
    if (waves.get(true).isEmpty()) return first;
    return first
        .compose(sent -> requireEnough())
        .compose(enough -> rewind())
        .compose(ready -> wave(waves.get(true)));
  }

  /** The old version may go only when the new one can be read. */
  private Future<Void> requireEnough() {
    int enough = Math.min(terms.needed(), terms.total() - terms.needed());
    if (publication.numbers().size() >= enough) return Future.succeededFuture();
    return Future.failedFuture(
        new GridException(
            GridException.Kind.UNHAPPY,
            "only %d shares of the new version were taken, %d are needed; the old version stays: %s"
                .formatted(
                    publication.numbers().size(),
                    enough,
                    String.join("; ", publication.failed().values()))));
  }

  private Future<Void> rewind() {
    if (plaintext.rewind()) return Future.succeededFuture();
    return Future.failedFuture(new IllegalStateException("contents that can be read only once"));
  }

  private Future<Void> wave(List<Goal> goals) {
    Wave wave = new Wave(goals);
    return wave.from(0).compose(sent -> wave.finish()).recover(wave::giveUp);
  }

  private int segmentsAtOnce() {
    return Math.max(1, MESSAGE / encoder.segmentation().blockSize());
  }

  /** The segments from {@code first} that go together, encoded. */
  private Future<List<MutableEncoder.Encoded>> encode(long first) {
    Segmentation cut = encoder.segmentation();
    long end = Math.min(cut.segments(), first + segmentsAtOnce());
    int length = 0;
    for (long index = first; index < end; index++) length += cut.segmentLength(index);
    return plaintext.next(length).compose(bytes -> codec.run(() -> encode(first, end, bytes)));
  }

  private List<MutableEncoder.Encoded> encode(long first, long end, byte[] bytes) {
    List<MutableEncoder.Encoded> segments = new ArrayList<>();
    int size = encoder.segmentation().segmentSize();
    for (long index = first; index < end; index++) {
      int from = (int) (index - first) * size;
      int length = encoder.segmentation().segmentLength(index);
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

  private Future<NewVersion> sign() {
    if (version != null) return Future.succeededFuture(version);
    return codec
        .run(() -> NewVersion.sign(terms, Bytes.EMPTY, hashes, keys, random))
        .onSuccess(signed -> version = signed);
  }

  /** One pass over the file, for some of its shares. */
  private final class Wave {
    private final Set<Goal> goals;
    private final Map<Goal, Bytes> there = new HashMap<>();

    Wave(List<Goal> goals) {
      this.goals = new LinkedHashSet<>(goals);
      goals.forEach(goal -> there.put(goal, goal.before()));
    }

    /** Sends the segments from {@code first} to the end. */
    Future<Void> from(long first) {
      Segmentation cut = encoder.segmentation();
      if (first >= cut.segments()) return Future.succeededFuture();
      long cost = 4L * segmentsAtOnce() * cut.blockSize() * terms.total();
      return memory
          .acquire(cost)
          .compose(granted -> encode(first))
          .onSuccess(segments -> remember(first, segments))
          .compose(segments -> all(goal -> blocks(goal, first, segments)))
          .onComplete(sent -> memory.release(cost))
          .compose(sent -> from(first + segmentsAtOnce()));
    }

    private ReadTestWrite.Change blocks(
        Goal goal, long first, List<MutableEncoder.Encoded> segments) {
      Bytes[] blocks =
          segments.stream()
              .map(segment -> segment.blocks().get(goal.share()))
              .toArray(Bytes[]::new);
      long begin = MutableLayout.mdmfBlock(encoder.segmentation(), first);
      return new ReadTestWrite.Change(
          List.of(ShareContent.beginsWith(there.get(goal))),
          List.of(
              new ReadTestWrite.Write(0, mark),
              new ReadTestWrite.Write(begin, Bytes.concat(blocks))),
          null);
    }

    /** Puts what stands around the blocks, and with it the true first bytes, in their place. */
    Future<Void> finish() {
      return sign()
          .compose(signed -> all(goal -> frame(goal, signed)))
          .onSuccess(
              done -> goals.forEach(goal -> publication.addPlaced(goal.server(), goal.share())));
    }

    private ReadTestWrite.Change frame(Goal goal, NewVersion signed) {
      return new ReadTestWrite.Change(
          List.of(ShareContent.beginsWith(there.get(goal))),
          List.of(
              new ReadTestWrite.Write(
                  signed.layout().blockHashes().begin(), signed.tail(goal.share())),
              new ReadTestWrite.Write(0, signed.head(goal.share()))),
          signed.layout().end());
    }

    /** One message for each goal; servers that fail are left out from then on. */
    private Future<Void> all(Function<Goal, ReadTestWrite.Change> change) {
      List<Future<Void>> sending = new ArrayList<>();
      for (Goal goal : List.copyOf(goals)) {
        sending.add(
            publication
                .step(goal.server(), new TreeMap<>(Map.of(goal.share(), change.apply(goal))))
                .onSuccess(taken -> there.put(goal, mark))
                .recover(failure -> lose(goal, failure)));
      }
      return Future.join(sending).compose(sent -> requireSome());
    }

    private Future<Void> lose(Goal goal, Throwable failure) {
      if (GridException.is(failure, GridException.Kind.CONFLICT))
        return Future.failedFuture(failure);
      goals.remove(goal);
      return publication.note(goal.server(), failure);
    }

    private Future<Void> requireSome() {
      if (!goals.isEmpty()) return Future.succeededFuture();
      return Future.failedFuture(
          new GridException(
              GridException.Kind.UNHAPPY,
              "no server takes shares of this file any more: "
                  + String.join("; ", publication.failed().values())));
    }

    /**
     * Takes back new shares that were begun; of those that replaced others there is nothing left.
     */
    Future<Void> giveUp(Throwable failure) {
      List<Future<Void>> deleting = new ArrayList<>();
      for (Goal goal : goals) {
        if (goal.before().size() > 0 || !there.get(goal).equals(mark)) continue;
        ReadTestWrite.Change delete =
            new ReadTestWrite.Change(List.of(ShareContent.beginsWith(mark)), List.of(), 0L);
        deleting.add(
            publication
                .step(goal.server(), new TreeMap<>(Map.of(goal.share(), delete)))
                .onFailure(Quietly::ignore));
      }
      return Future.join(deleting).transform(done -> Future.failedFuture(failure));
    }
  }
}
