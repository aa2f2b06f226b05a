package org.truckee.client.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Random choices that a server can't foresee, of an unforeseeable {@code random}. */
final class BlockChoice {
  private final Random random;

  BlockChoice(Random random) {
    this.random = random;
  }

  /** The numbers of {@code count} different blocks out of {@code of}, in order, or of all. */
  List<Long> blocks(int count, long of) {
    if (count >= of) return LongStream.range(0, of).boxed().toList();
    TreeSet<Long> chosen = new TreeSet<>();
    while (chosen.size() < count) chosen.add(random.nextLong(of));
    return List.copyOf(chosen);
  }

  /** As many of {@code all} as {@code count} says, or all. */
  <T> List<T> some(List<T> all, int count) {
    List<T> mixed = new ArrayList<>(all);
    Collections.shuffle(mixed, random);
    return List.copyOf(mixed.subList(0, Math.min(count, mixed.size())));
  }
}
