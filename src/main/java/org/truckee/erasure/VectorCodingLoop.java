package org.truckee.erasure;

import com.backblaze.erasure.CodingLoopBase;
import com.backblaze.erasure.Galois;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many bytes at a time as the processor's vectors hold, on the JDK's incubating Vector API. The
 * product of a byte with a coefficient is the sum of those of its two halves, and each of these is
 * one of sixteen: a table that fits a register and is looked up with one shuffle. Works in
 * stretches that stay in the first cache. Compiled apart; see the build.
 */
final class VectorCodingLoop extends CodingLoopBase {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int STRETCH = 4096;

  VectorCodingLoop() {
    if (LANES < 16)
      throw new UnsupportedOperationException("vectors of " + LANES + " bytes hold no table");
  }

  @Override
  public void codeSomeShards(
      byte[][] matrixRows,
      byte[][] inputs,
      int inputCount,
      byte[][] outputs,
      int outputCount,
      int offset,
      int byteCount) {
    byte[][][] tables = tables(matrixRows, inputCount, outputCount);
    for (int from = offset; from < offset + byteCount; from += STRETCH) {
      int to = Math.min(from + STRETCH, offset + byteCount);
      for (int output = 0; output < outputCount; output++) {
        Arrays.fill(outputs[output], from, to, (byte) 0);
        for (int input = 0; input < inputCount; input++) {
          int pair = output * inputCount + input;
          addProduct(inputs[input], outputs[output], from, to, tables[0][pair], tables[1][pair]);
        }
      }
    }
  }

  private static void addProduct(byte[] in, byte[] out, int from, int to, byte[] low, byte[] high) {
    ByteVector lowTable = ByteVector.fromArray(SPECIES, low, 0);
    ByteVector highTable = ByteVector.fromArray(SPECIES, high, 0);
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      ByteVector x = ByteVector.fromArray(SPECIES, in, i);
      ByteVector lowHalf = x.and((byte) 0x0f);
      ByteVector highHalf = x.lanewise(VectorOperators.LSHR, 4);
      ByteVector product =
          lowTable
              .rearrange(lowHalf.toShuffle())
              .lanewise(VectorOperators.XOR, highTable.rearrange(highHalf.toShuffle()));
      ByteVector.fromArray(SPECIES, out, i)
          .lanewise(VectorOperators.XOR, product)
          .intoArray(out, i);
    }
    for (; i < to; i++) out[i] ^= (byte) (low[in[i] & 0x0f] ^ high[(in[i] & 0xff) >>> 4]);
  }

  /**
   * For each pair of output and input, the products of its coefficient with 0 to 15, and with 0 to
   * 240 in steps of 16.
   */
  private static byte[][][] tables(byte[][] matrixRows, int inputCount, int outputCount) {
    byte[][][] tables = new byte[2][outputCount * inputCount][LANES];
    for (int output = 0; output < outputCount; output++) {
      for (int input = 0; input < inputCount; input++) {
        byte coefficient = matrixRows[output][input];
        for (int i = 0; i < LANES; i++) {
          tables[0][output * inputCount + input][i] =
              Galois.multiply(coefficient, (byte) (i & 0x0f));
          tables[1][output * inputCount + input][i] = Galois.multiply(coefficient, (byte) (i << 4));
        }
      }
    }
    return tables;
  }
}
