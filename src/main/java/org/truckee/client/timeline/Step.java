package org.truckee.client.timeline;

/**
 * One thing that one server was asked to do for one file.
 *
 * @param work what it was
 * @param server who was asked
 * @param share which share it was about, or -1
 * @param segment the first segment that it was about, or -1
 * @param began nanoseconds after the transfer began
 * @param took nanoseconds, or -1 as long as nothing has come back
 * @param failure why it came to nothing; null if it did not
 */
public record Step(
    Work work, String server, int share, long segment, long began, long took, String failure) {

  /** What servers are asked to do. */
  public enum Work {
    /** To say which shares they have, or to make room for some. */
    ASK,
    /** To show what stands around the blocks of a share. */
    OPEN,
    /** To give blocks. */
    READ,
    /** To take blocks. */
    SEND,
    /** To keep a share for good. */
    CLOSE
  }

  /** Whether nothing has come back yet. */
  public boolean underWay() {
    return took < 0;
  }
}
