package org.truckee.erasure;

import com.backblaze.erasure.CodingLoop;
import com.backblaze.erasure.Galois;
import com.backblaze.erasure.Matrix;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A systematic k-of-N erasure code over GF(2^8), to the byte the same as zfec's. Its matrix is the
 * Vandermonde matrix of the points 0, 1, α, α², … (polynomial 0x11D), multiplied by the inverse of
 * its top so that the first k blocks are the data themselves. Immutable and thread-safe.
 */
public final class ErasureCode {
  /** The most blocks that the field allows. */
  public static final int MAX_TOTAL = 256;

  private static final Map<Integer, ErasureCode> CODES = new ConcurrentHashMap<>();

  private final int needed;
  private final int total;
  private final byte[][] rows;
  private final CodingLoop loop;
  private volatile Decoding latest;

  ErasureCode(int needed, int total, CodingLoop loop) {
    if (needed < 1 || needed > total || total > MAX_TOTAL) {
      throw new IllegalArgumentException(needed + "-of-" + total);
    }
    this.needed = needed;
    this.total = total;
    this.loop = loop;
    Matrix vandermonde = vandermonde(needed, total);
    this.rows = rows(vandermonde.times(vandermonde.submatrix(0, 0, needed, needed).invert()));
  }

  /** The code by which any {@code needed} of {@code total} blocks are enough. */
  public static ErasureCode of(int needed, int total) {
    return CODES.computeIfAbsent(
        needed * (MAX_TOTAL + 1) + total,
        key -> new ErasureCode(needed, total, CodingLoops.fastest()));
  }

  /**
   * Fills blocks {@code needed} to {@code total - 1} from the first {@code needed}, each of {@code
   * length} bytes.
   */
  public void encode(byte[][] blocks, int length) {
    if (blocks.length != total)
      throw new IllegalArgumentException(blocks.length + " blocks of " + total);
    check(blocks, length);
    if (total == needed) return;
    byte[][] others = Arrays.copyOfRange(blocks, needed, total);
    byte[][] coefficients = Arrays.copyOfRange(rows, needed, total);
    loop.codeSomeShards(coefficients, blocks, needed, others, others.length, 0, length);
  }

  /**
   * The blocks {@code numbers}, each of {@code length} bytes, from the first {@code needed}. Those
   * that are among these are returned as they are, without a copy.
   */
  public byte[][] encode(byte[][] primary, int[] numbers, int length) {
    if (primary.length != needed)
      throw new IllegalArgumentException(primary.length + " blocks, " + needed + " needed");
    check(primary, length);
    int[] parity = Arrays.stream(numbers).filter(number -> number >= needed).toArray();
    byte[][] coefficients = Arrays.stream(parity).mapToObj(i -> rows[i]).toArray(byte[][]::new);
    byte[][] made = new byte[parity.length][length];
    if (made.length > 0)
      loop.codeSomeShards(coefficients, primary, needed, made, made.length, 0, length);
    byte[][] blocks = new byte[numbers.length][];
    for (int i = 0, next = 0; i < blocks.length; i++)
      blocks[i] = numbers[i] < needed ? primary[numbers[i]] : made[next++];
    return blocks;
  }

  /**
   * The first {@code needed} blocks, from exactly that many {@code blocks}, of which the i-th has
   * number {@code shareNumbers[i]}, in any order. Those that were given are returned as they are,
   * without a copy.
   */
  public byte[][] decode(int[] shareNumbers, byte[][] blocks, int length) {
    if (shareNumbers.length != needed || blocks.length != needed) {
      throw new IllegalArgumentException(blocks.length + " blocks, " + needed + " needed");
    }
    check(blocks, length);
    Decoding decoding = decoding(shareNumbers);
    byte[][] primary = new byte[needed][];
    for (int i = 0; i < needed; i++) {
      if (shareNumbers[i] < needed) primary[shareNumbers[i]] = blocks[i];
    }
    byte[][] missing = new byte[decoding.missing.length][length];
    if (missing.length > 0) {
      loop.codeSomeShards(decoding.rows, blocks, needed, missing, missing.length, 0, length);
    }
    for (int i = 0; i < missing.length; i++) primary[decoding.missing[i]] = missing[i];
    return primary;
  }

  /** The loops may be told not to look at the bounds of a block themselves. */
  private static void check(byte[][] blocks, int length) {
    for (byte[] block : blocks) {
      if (length < 0 || length > block.length)
        throw new IllegalArgumentException(length + " bytes of a block of " + block.length);
    }
  }

  /** The segments of a file mostly come from the same shares, so the latest matrix is kept. */
  private Decoding decoding(int[] shareNumbers) {
    Decoding known = latest;
    if (known != null && Arrays.equals(known.shareNumbers, shareNumbers)) return known;
    Decoding made = Decoding.of(rows, shareNumbers.clone(), total);
    latest = made;
    return made;
  }

  private static Matrix vandermonde(int needed, int total) {
    Matrix matrix = new Matrix(total, needed);
    for (int row = 0; row < total; row++) {
      byte point = row == 0 ? 0 : Galois.exp((byte) 2, row - 1);
      for (int column = 0; column < needed; column++)
        matrix.set(row, column, Galois.exp(point, column));
    }
    return matrix;
  }

  private static byte[][] rows(Matrix matrix) {
    byte[][] rows = new byte[matrix.getRows()][];
    for (int i = 0; i < rows.length; i++) rows[i] = matrix.getRow(i);
    return rows;
  }

  /** The way from one choice of blocks to the missing primary blocks. */
  private record Decoding(int[] shareNumbers, int[] missing, byte[][] rows) {
    static Decoding of(byte[][] code, int[] shareNumbers, int total) {
      boolean[] given = new boolean[total];
      byte[][] chosen = new byte[shareNumbers.length][];
      for (int i = 0; i < shareNumbers.length; i++) {
        int number = shareNumbers[i];
        if (number < 0 || number >= total || given[number]) {
          throw new IllegalArgumentException("share numbers " + Arrays.toString(shareNumbers));
        }
        given[number] = true;
        chosen[i] = code[number];
      }
      int[] missing = IntStream.range(0, chosen.length).filter(i -> !given[i]).toArray();
      return new Decoding(shareNumbers, missing, invert(chosen, missing));
    }

    private static byte[][] invert(byte[][] chosen, int[] missing) {
      if (missing.length == 0) return new byte[0][];
      byte[][] inverse = ErasureCode.rows(new Matrix(chosen).invert());
      return Arrays.stream(missing).mapToObj(i -> inverse[i]).toArray(byte[][]::new);
    }
  }
}
