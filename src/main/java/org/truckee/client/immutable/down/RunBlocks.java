package org.truckee.client.immutable.down;

import java.util.Arrays;
import java.util.List;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.flow.SegmentRun;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ChkDecoder;

/** The blocks of {@code run} that one share gave, one after the other, unchecked. */
record RunBlocks(OpenShare share, SegmentRun run, byte[] bytes) {
  /** The outcome of decoding: the run's plaintext; or, if it is null, the damaged blocks. */
  record Decoded(byte[] plaintext, List<RunBlocks> corrupt) {}

  /** Checks and decodes the blocks of as many shares as are needed, all of one run. On a worker. */
  static Decoded decode(ChkDecoder decoder, Segmentation cut, List<RunBlocks> shares) {
    List<RunBlocks> corrupt = shares.stream().filter(blocks -> !blocks.areGood(cut)).toList();
    if (!corrupt.isEmpty()) return new Decoded(null, corrupt);
    SegmentRun run = shares.get(0).run();
    byte[] all = new byte[run.length(cut)];
    run.segments().forEach(index -> decode(decoder, cut, shares, index, all));
    return new Decoded(all, List.of());
  }

  private static void decode(
      ChkDecoder decoder, Segmentation cut, List<RunBlocks> shares, long index, byte[] all) {
    byte[] segment =
        decoder.decode(index, shares.stream().map(blocks -> blocks.block(cut, index)).toList());
    int start = (int) (index - shares.get(0).run().first()) * cut.segmentSize();
    System.arraycopy(segment, 0, all, start, segment.length);
  }

  private boolean areGood(Segmentation cut) {
    return run.segments().allMatch(index -> isGood(index, block(cut, index)));
  }

  private static boolean isGood(long index, ChkDecoder.Block block) {
    return block.share().vouchesFor(index, block.bytes());
  }

  private ChkDecoder.Block block(Segmentation cut, long index) {
    int start = run.blockStart(cut, index);
    byte[] block =
        run.count() == 1 ? bytes : Arrays.copyOfRange(bytes, start, start + cut.blockLength(index));
    return new ChkDecoder.Block(share.checked(), block);
  }

  /** The failure of damaged blocks. */
  GridException damage() {
    return new GridException(
        GridException.Kind.CORRUPT,
        Subject.share(share.number(), share.server().name()),
        "is damaged in segments from " + run.first());
  }
}
