package org.truckee.client.mutable.write;

import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.client.mutable.publish.Disputes;
import org.truckee.client.mutable.read.Certainty;
import org.truckee.client.mutable.read.ShareMap;

/** What a change learns through its tries. Event loop only; serves one change. */
public final class Lessons {
  /** Larger contents are not kept from one try to the next. */
  private static final int MOST_CONTENTS = 1 << 20;

  private final Certainty certainty;
  private final Disputes disputes = new Disputes();
  private Optional<Bytes> contents = Optional.empty();
  private boolean readable;

  /** Nothing learned yet, but what {@code certainty} has. */
  public Lessons(Certainty certainty) {
    this.certainty = certainty;
  }

  /** The certainty of what is kept. */
  Certainty certainty() {
    return certainty;
  }

  /** The disputes with servers that speak of another writer. */
  Disputes disputes() {
    return disputes;
  }

  /** Learns from the shares that a try begins with. */
  void look(ShareMap map) {
    certainty.learn(map);
    readable = readable || map.best().isPresent();
  }

  /**
   * Returns whether a try can build on {@code map}, or must fail. A file that could be read when
   * the change began, and of which only too few good shares of each version are left, may be in the
   * middle of another writer's change.
   */
  boolean isClear(ShareMap map) {
    boolean torn = readable && map.best().isEmpty() && !map.versions().isEmpty();
    return torn ? certainty.isAccepted(map) : certainty.doubt(map).isEmpty();
  }

  /** Remembers the contents that the change was made to. */
  void read(Bytes old) {
    contents = old.size() > MOST_CONTENTS ? Optional.empty() : Optional.of(old);
  }

  /**
   * The contents that the change was made to the last time, if they were not too large. Where many
   * writers meet, each can get so few servers that no version is left that could be read; then each
   * of them still has these.
   */
  Optional<Bytes> contents() {
    return contents;
  }
}
