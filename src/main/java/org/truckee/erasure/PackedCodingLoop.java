package org.truckee.erasure;

import com.backblaze.erasure.CodingLoopBase;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A loop over eight bytes at a time in a long, without any JVM flag. For each stretch of an input,
 * small enough to stay in the first cache, its products with 1, 2, 4, … 128 are computed once; the
 * product with any coefficient is the sum of those that its bits select. The inner loops are plain
 * enough for the JIT to make them into vector instructions.
 */
final class PackedCodingLoop extends CodingLoopBase {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int STRETCH = 256;
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
  private static final long ONES = 0x0101010101010101L;

  @Override
  public void codeSomeShards(
      byte[][] matrixRows,
      byte[][] inputs,
      int inputCount,
      byte[][] outputs,
      int outputCount,
      int offset,
      int byteCount) {
    long[][] planes = new long[8][STRETCH];
    long[][] sums = new long[outputCount][STRETCH];
    for (int done = 0; done < byteCount; done += STRETCH * Long.BYTES) {
      int bytes = Math.min(STRETCH * Long.BYTES, byteCount - done);
      int longs = (bytes + Long.BYTES - 1) / Long.BYTES;
      for (long[] sum : sums) Arrays.fill(sum, 0, longs, 0);
      for (int input = 0; input < inputCount; input++) {
        load(inputs[input], offset + done, bytes, planes[0]);
        for (int bit = 1; bit < 8; bit++) twice(planes[bit - 1], planes[bit], longs);
        for (int output = 0; output < outputCount; output++) {
          addProduct(matrixRows[output][input] & 0xff, planes, sums[output], longs);
        }
      }
      for (int output = 0; output < outputCount; output++)
        store(sums[output], outputs[output], offset + done, bytes);
    }
  }

  private static void addProduct(int coefficient, long[][] planes, long[] sum, int longs) {
    for (int bit = 0; bit < 8; bit++) {
      if ((coefficient >>> bit & 1) != 0) add(planes[bit], sum, longs);
    }
  }

  private static void add(long[] plane, long[] sum, int longs) {
    for (int i = 0; i < longs; i++) sum[i] ^= plane[i];
  }

  /** Doubles each byte in the field: a shift, and 0x1d where a bit falls out at the top. */
  private static void twice(long[] from, long[] to, int longs) {
    for (int i = 0; i < longs; i++) {
      long x = from[i];
      long carries = (x >>> 7) & ONES;
      to[i] = ((x & LOW_BITS) << 1) ^ carries ^ (carries << 2) ^ (carries << 3) ^ (carries << 4);
    }
  }

  private static void load(byte[] from, int offset, int bytes, long[] to) {
    int whole = bytes / Long.BYTES;
    for (int i = 0; i < whole; i++) to[i] = (long) LONGS.get(from, offset + i * Long.BYTES);
    long last = 0;
    for (int i = bytes - 1; i >= whole * Long.BYTES; i--)
      last = (last << 8) | (from[offset + i] & 0xff);
    if (bytes % Long.BYTES != 0) to[whole] = last;
  }

  private static void store(long[] from, byte[] to, int offset, int bytes) {
    int whole = bytes / Long.BYTES;
    for (int i = 0; i < whole; i++) LONGS.set(to, offset + i * Long.BYTES, from[i]);
    for (int i = whole * Long.BYTES; i < bytes; i++)
      to[offset + i] = (byte) (from[whole] >>> (8 * i));
  }
}
