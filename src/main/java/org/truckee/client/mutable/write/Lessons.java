package org.truckee.client.mutable.write;

import org.truckee.client.mutable.publish.Disputes;
import org.truckee.client.mutable.read.Certainty;
import org.truckee.client.mutable.read.MutableContext;

/**
 * What a change learns through its tries. Event loop only; serves one change.
 *
 * @param certainty of the versions that are kept
 * @param disputes with servers that speak of another writer
 */
public record Lessons(Certainty certainty, Disputes disputes) {
  /** Nothing learned yet. */
  public static Lessons none(MutableContext context) {
    return new Lessons(context.certainty(), new Disputes());
  }
}
