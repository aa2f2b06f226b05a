package org.truckee.erasure;

import com.backblaze.erasure.CodingLoopBase;
import com.backblaze.erasure.Galois;
import java.util.Arrays;
import java.util.Objects;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * A loop over as many bytes at a time as the processor's vectors hold, on the JDK's incubating
 * Vector API. The product of a byte with a coefficient is the sum of those of its two halves, and
 * each of these is one of sixteen: a table that fits a register and is looked up with one shuffle.
 * Works in stretches that stay in the first cache. Compiled apart; see the build.
 */
final class VectorCodingLoop extends CodingLoopBase {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int STRETCH = 4096;
  private static final int HALF = 16;

  /**
   * For each coefficient its products with 0 to 15, and with 0 to 240 in steps of 16, as often as
   * they fit a vector. They are made once, since a small block costs less than its tables.
   */
  private static final byte[][][] TABLES = tables();

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
    check(inputs, inputCount, offset, byteCount);
    check(outputs, outputCount, offset, byteCount);
    for (int from = offset; from < offset + byteCount; from += STRETCH) {
      int to = Math.min(from + STRETCH, offset + byteCount);
      for (int output = 0; output < outputCount; output++)
        Arrays.fill(outputs[output], from, to, (byte) 0);
      for (int input = 0; input < inputCount; input++) {
        int output = 0;
        for (; output + 2 <= outputCount; output += 2) {
          addProducts(
              inputs[input],
              outputs[output],
              outputs[output + 1],
              from,
              to,
              table(matrixRows[output][input]),
              table(matrixRows[output + 1][input]));
        }
        if (output < outputCount)
          addProduct(inputs[input], outputs[output], from, to, table(matrixRows[output][input]));
      }
    }
  }

  /** The JVM may be told to check no bounds of vectors: beyond an array lies the heap. */
  private static void check(byte[][] arrays, int count, int offset, int byteCount) {
    for (int i = 0; i < count; i++) Objects.checkFromIndexSize(offset, byteCount, arrays[i].length);
  }

  /** Two outputs at once: the halves of the input's bytes are found once for both. */
  private static void addProducts(
      byte[] in, byte[] out1, byte[] out2, int from, int to, byte[][] table1, byte[][] table2) {
    ByteVector low1 = ByteVector.fromArray(SPECIES, table1[0], 0);
    ByteVector high1 = ByteVector.fromArray(SPECIES, table1[1], 0);
    ByteVector low2 = ByteVector.fromArray(SPECIES, table2[0], 0);
    ByteVector high2 = ByteVector.fromArray(SPECIES, table2[1], 0);
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      ByteVector x = ByteVector.fromArray(SPECIES, in, i);
      VectorShuffle<Byte> low = x.and((byte) 0x0f).toShuffle();
      VectorShuffle<Byte> high = x.lanewise(VectorOperators.LSHR, 4).toShuffle();
      add(out1, i, low1.rearrange(low).lanewise(VectorOperators.XOR, high1.rearrange(high)));
      add(out2, i, low2.rearrange(low).lanewise(VectorOperators.XOR, high2.rearrange(high)));
    }
    addRest(in, out1, i, to, table1);
    addRest(in, out2, i, to, table2);
  }

  private static void addProduct(byte[] in, byte[] out, int from, int to, byte[][] table) {
    ByteVector lowTable = ByteVector.fromArray(SPECIES, table[0], 0);
    ByteVector highTable = ByteVector.fromArray(SPECIES, table[1], 0);
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      ByteVector x = ByteVector.fromArray(SPECIES, in, i);
      VectorShuffle<Byte> low = x.and((byte) 0x0f).toShuffle();
      VectorShuffle<Byte> high = x.lanewise(VectorOperators.LSHR, 4).toShuffle();
      add(out, i, lowTable.rearrange(low).lanewise(VectorOperators.XOR, highTable.rearrange(high)));
    }
    addRest(in, out, i, to, table);
  }

  private static void add(byte[] out, int i, ByteVector product) {
    ByteVector.fromArray(SPECIES, out, i).lanewise(VectorOperators.XOR, product).intoArray(out, i);
  }

  /** The bytes at the end that fill no vector. */
  private static void addRest(byte[] in, byte[] out, int from, int to, byte[][] table) {
    for (int i = from; i < to; i++)
      out[i] ^= (byte) (table[0][in[i] & 0x0f] ^ table[1][(in[i] & 0xff) >>> 4]);
  }

  private static byte[][] table(byte coefficient) {
    return TABLES[coefficient & 0xff];
  }

  private static byte[][][] tables() {
    byte[][][] tables = new byte[256][2][LANES];
    for (int coefficient = 0; coefficient < tables.length; coefficient++) {
      byte[][] table = tables[coefficient];
      for (int i = 0; i < HALF; i++) {
        table[0][i] = Galois.multiply((byte) coefficient, (byte) i);
        table[1][i] = Galois.multiply((byte) coefficient, (byte) (i << 4));
      }
      for (int i = HALF; i < LANES; i++) {
        table[0][i] = table[0][i - HALF];
        table[1][i] = table[1][i - HALF];
      }
    }
    return tables;
  }
}
