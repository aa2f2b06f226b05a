package org.truckee.client.mutable.write;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.mutable.publish.ShareContent;
import org.truckee.client.mutable.read.MutableDownload;
import org.truckee.client.mutable.read.ReadableShare;
import org.truckee.crypto.HashTree;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.MutableEncoder;
import org.truckee.mutable.MutableLayout;
import org.truckee.mutable.Salts;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.SignedVersion;
import org.truckee.mutable.VersionTerms;
import org.truckee.protocol.storage.ReadTestWrite;

/**
 * Makes of one version of an MDMF file the next one by encoding only the segments that a write
 * touches. The other segments are known by the block hashes that the shares hold: these are fetched
 * and checked. Event loop only.
 */
final class SegmentUpdate {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentUpdate.class);

  /**
   * The hash that stands for all blocks of a share that nobody has and nobody can have from now on.
   */
  private static final Bytes NOTHING = Bytes.wrap(new byte[HashTree.NODE_SIZE]);

  private final ClientContext context;
  private final MutableDownload old;
  private final SignedPrefix version;
  private final Collection<ReadableShare> shares;
  private final long from;
  private final Bytes data;
  private final long newSize;
  private final List<Throwable> replaced = new ArrayList<>();

  /**
   * Puts {@code data} at {@code from}, not behind the end, of {@code version}, which is not empty;
   * {@code shares} has one share of each number that there is.
   */
  SegmentUpdate(
      ClientContext context,
      MutableDownload old,
      SignedPrefix version,
      Collection<ReadableShare> shares,
      long from,
      Bytes data) {
    this.context = context;
    this.old = old;
    this.version = version;
    this.shares = shares;
    this.from = from;
    this.data = data;
    this.newSize = Math.max(version.size(), from + data.size());
  }

  /** The next version, and the changes of each share. */
  record Result(SignedPrefix prefix, Map<Integer, ShareContent> contents) {}

  /** Fetches the missing parts and encodes. */
  Future<Result> prepare(long sequence, FileKeyPair keys) {
    VersionTerms terms =
        new VersionTerms(
            version.format(),
            sequence,
            version.needed(),
            version.total(),
            version.segmentSize(),
            newSize);
    Future<Map<Integer, HashTree>> trees = trees();
    return plaintext()
        .compose(
            plaintext ->
                trees.compose(
                    hashes -> context.codec().run(() -> encode(plaintext, hashes, terms, keys))));
  }

  private Future<Map<Integer, HashTree>> trees() {
    Map<Integer, HashTree> trees = new TreeMap<>();
    List<Future<Void>> fetching = new ArrayList<>();
    for (ReadableShare share : shares) fetching.add(addTree(share, trees));
    return Future.all(fetching)
        .compose(
            all ->
                replaced.isEmpty() || trees.size() >= version.needed()
                    ? Future.succeededFuture(trees)
                    : Future.failedFuture(replaced.get(0)));
  }

  /**
   * Leaves out a share whose hashes can't be read, or that seems to be replaced: where another
   * writer was at work indeed, no server takes the new version then.
   */
  private Future<Void> addTree(ReadableShare share, Map<Integer, HashTree> trees) {
    return Future.succeededFuture()
        .compose(asking -> share.blockHashes())
        .onSuccess(tree -> trees.put(share.number(), tree))
        .<Void>mapEmpty()
        .recover(failure -> leaveOut(share, failure));
  }

  private Future<Void> leaveOut(ReadableShare share, Throwable failure) {
    if (GridException.is(failure, GridException.Kind.CONFLICT)) replaced.add(failure);
    LOG.warn(
        "share {} on {} is not changed in place: {}",
        share.number(),
        share.server().name(),
        FailureText.sentence(failure));
    return Future.succeededFuture();
  }

  private Segmentation cut() {
    return new Segmentation(newSize, version.segmentSize(), version.needed());
  }

  private long firstSegment() {
    return from / version.segmentSize();
  }

  private long lastSegment() {
    return cut().segmentAt(from + data.size() - 1);
  }

  /** The new bytes of all touched segments. */
  private Future<byte[]> plaintext() {
    long begin = firstSegment() * version.segmentSize();
    long end = Math.min(newSize, (lastSegment() + 1) * version.segmentSize());
    byte[] all = new byte[Math.toIntExact(end - begin)];
    boolean headStays = from > begin;
    boolean tailStays = from + data.size() < end;
    Future<Void> head = headStays ? copy(firstSegment(), all) : Future.succeededFuture();
    return head.compose(
            copied -> tailStays ? copy(lastSegment(), all) : Future.<Void>succeededFuture())
        .map(
            copied -> {
              data.copyTo(all, (int) (from - begin));
              return all;
            });
  }

  /** Fills in the old bytes of segment {@code index}, if there was one. */
  private Future<Void> copy(long index, byte[] all) {
    if (index >= version.segments()) return Future.succeededFuture();
    return old.upTo(index + 1)
        .read(new SegmentRun(index, 1))
        .map(
            segment -> {
              int place = (int) ((index - firstSegment()) * version.segmentSize());
              System.arraycopy(segment, 0, all, place, segment.length);
              return null;
            });
  }

  private Result encode(
      byte[] plaintext, Map<Integer, HashTree> trees, VersionTerms terms, FileKeyPair keys) {
    SecureRandom random = context.machine().random();
    Secret readKey = keys.writeCap(version.format()).toReadCap().readKey();
    List<MutableEncoder.Encoded> segments = segments(plaintext, readKey, Salts.fresh(random));
    List<List<Bytes>> hashes =
        IntStream.range(0, terms.total())
            .mapToObj(share -> leaves(share, trees.get(share), segments))
            .toList();
    SignedVersion next = SignedVersion.sign(terms, Bytes.EMPTY, hashes, keys, random);
    Map<Integer, ShareContent> contents = new TreeMap<>();
    for (int share : trees.keySet())
      contents.put(share, content(share, next, segments, trees.get(share)));
    return new Result(next.prefix(), contents);
  }

  private List<MutableEncoder.Encoded> segments(byte[] plaintext, Secret readKey, Salts salts) {
    Segmentation cut = cut();
    MutableEncoder encoder =
        new MutableEncoder(readKey, version.format(), cut, version.total(), salts);
    List<MutableEncoder.Encoded> segments = new ArrayList<>();
    int done = 0;
    for (long index = firstSegment(); index <= lastSegment(); index++) {
      int length = cut.segmentLength(index);
      segments.add(encoder.encode(index, Bytes.copyOf(plaintext, done, done + length).toArray()));
      done += length;
    }
    return segments;
  }

  private List<Bytes> leaves(int share, HashTree tree, List<MutableEncoder.Encoded> segments) {
    if (tree == null) return List.of(NOTHING);
    List<Bytes> leaves = new ArrayList<>();
    for (int i = 0; i < version.segments(); i++) leaves.add(tree.leaf(i));
    for (int i = 0; i < segments.size(); i++) {
      int index = (int) firstSegment() + i;
      Bytes hash = segments.get(i).hashes().get(share);
      if (index < leaves.size()) leaves.set(index, hash);
      else leaves.add(hash);
    }
    return leaves;
  }

  private ShareContent content(
      int share, SignedVersion next, List<MutableEncoder.Encoded> segments, HashTree before) {
    MutableLayout layout = next.layout();
    Bytes[] blocks =
        segments.stream().map(segment -> segment.blocks().get(share)).toArray(Bytes[]::new);
    List<ReadTestWrite.Write> writes = new ArrayList<>();
    writes.add(new ReadTestWrite.Write(0, next.head(share)));
    writes.add(
        new ReadTestWrite.Write(
            layout.block(next.prefix(), firstSegment()).begin(), Bytes.concat(blocks)));
    writes.addAll(hashWrites(layout.blockHashes().begin(), before, next.blockHashes(share)));
    return new ShareContent(writes, layout.end());
  }

  /** The nodes that differ; all of them if the tree moves or grows. */
  private List<ReadTestWrite.Write> hashWrites(long begin, HashTree before, HashTree after) {
    int count = HashTree.nodeCount(after.leaves());
    if (newSize != version.size()) return List.of(new ReadTestWrite.Write(begin, after.toBytes()));
    List<ReadTestWrite.Write> writes = new ArrayList<>();
    for (int node = 0; node < count; ) {
      int end = node;
      while (end < count && !after.node(end).equals(before.node(end))) end++;
      if (end > node) {
        Bytes changed = after.toBytes().slice(node * HashTree.NODE_SIZE, end * HashTree.NODE_SIZE);
        writes.add(new ReadTestWrite.Write(begin + (long) node * HashTree.NODE_SIZE, changed));
      }
      node = end + 1;
    }
    return writes;
  }

  /** Returns whether all {@code shares} have the layout in which they would be written now. */
  static boolean isPossible(SignedPrefix version, Collection<ReadableShare> shares) {
    return version.size() > 0 && shares.stream().allMatch(share -> share.layout().isUsual());
  }
}
