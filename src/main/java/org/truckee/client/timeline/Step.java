package org.truckee.client.timeline;

/**
 * One step of a server for one file.
 *
 * @param task the task of the server
 * @param began nanoseconds after the transfer began
 * @param took nanoseconds, or -1 as long as nothing has come back
 * @param failure the reason of its failure; null if there is none
 */
public record Step(Task task, long began, long took, String failure) {
  /**
   * A task of a server.
   *
   * @param work the kind of step
   * @param server the name of the server
   * @param share the number of its share, or -1
   * @param segment the number of its first segment, or -1
   */
  public record Task(Work work, String server, int share, long segment) {}

  /** The kinds of steps that servers are asked to take. */
  public enum Work {
    /** To name their shares, or to make room for some. */
    ASK,
    /** To show the parts around the blocks of a share. */
    OPEN,
    /** To give blocks. */
    READ,
    /** To take blocks. */
    SEND,
    /** To keep a share for good. */
    CLOSE
  }

  /** The kind of step. */
  public Work work() {
    return task.work();
  }

  /** The name of the server. */
  public String server() {
    return task.server();
  }

  /** The number of its share, or -1. */
  public int share() {
    return task.share();
  }

  /** The number of its first segment, or -1. */
  public long segment() {
    return task.segment();
  }

  /** Returns whether nothing has come back yet. */
  public boolean underWay() {
    return took < 0;
  }
}
