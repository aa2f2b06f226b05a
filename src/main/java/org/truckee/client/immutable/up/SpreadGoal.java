package org.truckee.client.immutable.up;

import org.truckee.placement.EncodingParameters;

/**
 * The spread of a file's shares over servers that their writer is after, by its happiness.
 *
 * @param total how many shares there are to be
 * @param enough where nobody waits for slow servers any more
 * @param least below which there is no use in going on
 */
record SpreadGoal(int total, int enough, int least) {
  /** The goal of an upload, which is enough as soon as it is happy. */
  static SpreadGoal ofUpload(EncodingParameters encoding) {
    return new SpreadGoal(encoding.total(), encoding.happy(), encoding.happy());
  }

  /**
   * The goal of a repair, for which all {@code total} shares count, and each is better than none.
   */
  static SpreadGoal ofRepair(int total) {
    return new SpreadGoal(total, total, 0);
  }
}
