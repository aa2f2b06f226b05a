package org.truckee.client.mutable.read;

import org.truckee.placement.EncodingParameters;

/**
 * The knowledge of a mutable file that a survey is for, and whether it has been reached.
 *
 * @param reach how many servers are asked
 * @param usual the encoding of new files
 * @param newestSeen the number of the highest version that this gateway has seen before, or 0
 */
record SurveyGoal(SurveyReach reach, EncodingParameters usual, long newestSeen) {
  /** The number of {@code known} servers that are asked at a time. */
  int wave(int known) {
    return reach.isOfAll() ? known : usual.total() + usual.needed();
  }

  /** Returns whether no more servers need be asked than those of {@code map}. */
  boolean isReached(ShareMap map, int foundInEarlierWaves) {
    return switch (reach) {
      case READING -> isNewestReadable(map);
      case WRITING, WRITING_AGAIN ->
          !map.found().isEmpty() && map.found().size() == foundInEarlierWaves;
      case EVERYONE, EVERYONE_PATIENTLY -> false;
    };
  }

  /**
   * Returns whether suspected servers need not be asked or waited for: they can have no newer
   * version that is kept, and a new one must hold without them.
   */
  boolean isReachedWithoutSuspects(ShareMap map) {
    if (map.best().isEmpty()) return false;
    Certainty certainty = new Certainty(usual.happy());
    if (reach.isForWriting()) return certainty.mayReplaceBest(map);
    return (reach.isOfAll() || isNewestReadable(map)) && certainty.doubt(map).isEmpty();
  }

  /** Returns whether there are shares enough of the newest version of which there is any sign. */
  private boolean isNewestReadable(ShareMap map) {
    return map.best()
        .filter(best -> best.equals(map.versions().get(0)) && best.sequence() >= newestSeen)
        .isPresent();
  }

  /**
   * Returns whether servers are asked for every share that they have, where {@code suspects} are
   * left out.
   */
  boolean isThorough(boolean suspects) {
    return reach.isThorough() || (reach == SurveyReach.WRITING && suspects);
  }
}
