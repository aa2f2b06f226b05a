package org.truckee.web.reading;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;

/**
 * The texts that tell programs what is in a directory, each under the state of the directory that
 * it tells of: the latest used of them, as far as they have room. A text is kept in half of the
 * room, and taken down in the other half while it is made for its first reader. Thread-safe.
 */
final class ListingTexts {
  private static final int MOST_DRAFTS = 8;

  private final long limit;
  private final Map<Capability, Text> texts = new LinkedHashMap<>(16, 0.75f, true);
  private long total;
  private int drafts;

  /** A text in the pieces that it is sent in. */
  private record Text(String state, List<Bytes> pieces, long size) {}

  /** A text that is being made. Used by one thread. */
  final class Draft {
    private final Capability directory;
    private final String state;
    private final List<Bytes> pieces = new ArrayList<>();
    private long size;

    private Draft(Capability directory, String state) {
      this.directory = directory;
      this.state = state;
    }

    /** Adds a piece, which is never changed. */
    void add(Bytes piece) {
      size += piece.size();
      if (fits()) pieces.add(piece);
      else pieces.clear();
    }

    private boolean fits() {
      return size <= limit / 2 / MOST_DRAFTS;
    }

    /** Ends the draft, and keeps a text that is {@code whole} and not too long. */
    void end(boolean whole) {
      ListingTexts.this.end(directory, whole && fits() ? new Text(state, pieces, size) : null);
    }
  }

  /** Texts of at most {@code limit} bytes. */
  ListingTexts(long limit) {
    this.limit = limit;
  }

  /** The text about {@code directory}, if it is about this {@code state}. */
  synchronized Optional<List<Bytes>> get(Capability directory, String state) {
    return Optional.ofNullable(texts.get(directory))
        .filter(text -> text.state().equals(state))
        .map(Text::pieces);
  }

  /** Begins a text about {@code directory}, if there is room. It has to be ended. */
  synchronized Optional<Draft> begin(Capability directory, String state) {
    if (drafts == MOST_DRAFTS) return Optional.empty();
    drafts++;
    return Optional.of(new Draft(directory, state));
  }

  private synchronized void end(Capability directory, Text text) {
    drafts--;
    if (text == null) return;
    Text before = texts.put(directory, text);
    total += text.size() - (before == null ? 0 : before.size());
    Iterator<Text> oldest = texts.values().iterator();
    while (total > limit / 2) {
      total -= oldest.next().size();
      oldest.remove();
    }
  }
}
