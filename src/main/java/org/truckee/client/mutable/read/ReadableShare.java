package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.HashTree;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.Tag;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.MutableDecoder;
import org.truckee.mutable.MutableLayout;
import org.truckee.mutable.ShareHead;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.SignedVersion;

/**
 * A share whose parts are fetched and checked when they are wanted. {@code CORRUPT} if one is not
 * what was signed, which its server is told; {@code CONFLICT} if that is so because somebody has
 * replaced the share. Event loop only.
 */
public final class ReadableShare {
  private final ClientContext context;
  private final StorageIndex storageIndex;
  private final FoundShare share;
  private Future<HashTree> blockHashes;

  /** The {@code share} of the file at {@code storageIndex}; nothing is fetched yet. */
  public ReadableShare(ClientContext context, StorageIndex storageIndex, FoundShare share) {
    this.context = context;
    this.storageIndex = storageIndex;
    this.share = share;
  }

  /** The share number, from 0. */
  public int number() {
    return share.number();
  }

  /** The server that has it. */
  public StorageServer server() {
    return share.server();
  }

  /** The version that it is a share of. */
  public SignedPrefix version() {
    return share.version();
  }

  /** The parts at its beginning, which have been checked. */
  public ShareHead head() {
    return share.head();
  }

  /** The layout of its parts. */
  public MutableLayout layout() {
    return share.head().layout();
  }

  /**
   * The copy of it that {@code other} was given in {@code layout}, of which nothing is read yet.
   */
  public ReadableShare copyAt(StorageServer other, MutableLayout layout) {
    ShareHead head = new ShareHead(number(), version(), layout, head().shareHashes());
    return new ReadableShare(context, storageIndex, new FoundShare(other, head, Bytes.EMPTY));
  }

  /** Its block hashes, which lead to what was signed. */
  public Future<HashTree> blockHashes() {
    if (blockHashes == null || blockHashes.failed()) {
      MutableLayout.Part part = layout().blockHashes();
      blockHashes =
          bytes(part.begin(), part.end())
              .compose(nodes -> context.codec().run(() -> share.head().checkBlockHashes(nodes)))
              .recover(this::explain);
    }
    return blockHashes;
  }

  /** Its blocks, with their salts, of the segments of {@code run}, in order. */
  public Future<List<MutableDecoder.Block>> blocks(SegmentRun run) {
    SignedPrefix version = share.version();
    long begin = layout().block(version, run.first()).begin();
    long end = layout().block(version, run.end() - 1).end();
    Future<HashTree> hashes = blockHashes();
    return bytes(begin, end)
        .recover(this::explain)
        .compose(bytes -> hashes.compose(tree -> checked(run, bytes, tree)));
  }

  private Future<List<MutableDecoder.Block>> checked(SegmentRun run, Bytes bytes, HashTree tree) {
    return context.codec().run(() -> check(run, bytes, tree)).recover(this::explain);
  }

  /** Reads all its blocks, a few at a time. */
  public Future<Void> readBlocks() {
    if (version().size() == 0) return Future.succeededFuture();
    Segmentation cut = version().segmentation();
    long[] next = {0};
    return SequentialSteps.whileTrue(
        () -> {
          if (next[0] == cut.segments()) return Future.succeededFuture(false);
          SegmentRun run = SegmentRun.starting(cut, next[0], cut.segments() - 1);
          next[0] = run.end();
          return context.memory().holding(run.blockBytes(cut), () -> blocks(run)).map(true);
        });
  }

  private List<MutableDecoder.Block> check(SegmentRun run, Bytes bytes, HashTree tree) {
    long start = layout().block(share.version(), run.first()).begin();
    List<MutableDecoder.Block> blocks = new ArrayList<>();
    for (long index = run.first(); index < run.end(); index++) {
      MutableLayout.Part part = layout().block(share.version(), index);
      Bytes stored = bytes.slice((int) (part.begin() - start), (int) (part.end() - start));
      if (!Tag.BLOCK.hash(stored).equals(tree.leaf((int) index))) {
        throw new GridException(
            GridException.Kind.CORRUPT, "block " + index + " is not what was hashed");
      }
      blocks.add(new MutableDecoder.Block(number(), stored));
    }
    return blocks;
  }

  /** The private key, as it lies there encrypted; whether it is the right one is to be seen. */
  public Future<Bytes> privateKey() {
    return bytes(layout().signing().privateKey().begin(), layout().signing().privateKey().end());
  }

  /** The parts that it has in common with the other shares of its version. */
  Future<SignedVersion.Seal> seal() {
    MutableLayout.Signing places = layout().signing();
    Future<Bytes> publicKey = bytes(places.publicKey().begin(), places.publicKey().end());
    Future<Bytes> signature = bytes(places.signature().begin(), places.signature().end());
    Future<Bytes> privateKey = privateKey();
    return Future.all(publicKey, signature, privateKey)
        .map(
            all ->
                new SignedVersion.Seal(
                    publicKey.result(), signature.result(), privateKey.result()));
  }

  /** The bytes from {@code begin} to before {@code end}, of which nothing is checked. */
  public Future<Bytes> bytes(long begin, long end) {
    if (end <= share.first().size())
      return Future.succeededFuture(share.first().slice((int) begin, (int) end));
    int length = Math.toIntExact(end - begin);
    return server()
        .ask(client -> client.readMutable(storageIndex, number(), begin, length))
        .compose(
            bytes ->
                bytes.length == length
                    ? Future.succeededFuture(Bytes.wrap(bytes))
                    : Future.failedFuture(
                        new GridException(GridException.Kind.CORRUPT, "it breaks off")));
  }

  /** Finds out whether what is wrong is the share itself or that it is another one by now. */
  private <T> Future<T> explain(Throwable failure) {
    if (!GridException.is(failure, GridException.Kind.CORRUPT)) return Future.failedFuture(failure);
    Bytes expected = share.version().checkString();
    return server()
        .ask(client -> client.readMutable(storageIndex, number(), 0, expected.size()))
        .transform(
            now -> {
              if (now.succeeded() && isOther(Bytes.wrap(now.result()), expected))
                return Future.failedFuture(replaced());
              report(FailureText.sentence(failure));
              return Future.failedFuture(failure);
            });
  }

  /**
   * Returns whether {@code now} is an answer of another version; bytes of another length are no
   * answer.
   */
  private static boolean isOther(Bytes now, Bytes expected) {
    return now.size() == expected.size() && !now.equals(expected);
  }

  /** Tells the server that the share is damaged. */
  void report(String reason) {
    server()
        .ask(client -> client.adviseCorruptMutable(storageIndex, number(), reason))
        .onFailure(Quietly::ignore);
  }

  private static GridException replaced() {
    return new GridException(
        GridException.Kind.CONFLICT, "the file was changed while it was read", "read it again");
  }
}
