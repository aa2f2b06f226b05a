package org.truckee.client.immutable.down;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.truckee.client.server.StorageServer;

/**
 * The shares of a file that could be opened, with their servers: no two with the same number at a
 * time. Until a server has been asked, the guess is that it has the share that it would get of a
 * new file. Event loop only.
 */
final class ShareCandidates {
  /** A share that a server has, by its word or by the guess. */
  record Candidate(StorageServer server, int shareNumber) {}

  private final int total;
  private final Deque<Candidate> guesses = new ArrayDeque<>();
  private final Deque<Candidate> told = new ArrayDeque<>();
  private final Set<Candidate> tried = new HashSet<>();
  private final Set<Integer> taken = new HashSet<>();

  /** Guesses about {@code total} shares on {@code permuted} servers, the suspected ones last. */
  ShareCandidates(int total, List<StorageServer> permuted) {
    this.total = total;
    List<Candidate> doubtful = new ArrayList<>();
    for (int i = 0; i < Math.min(total, permuted.size()); i++) {
      Candidate guess = new Candidate(permuted.get(i), i);
      if (guess.server().suspected()) doubtful.add(guess);
      else guesses.add(guess);
    }
    guesses.addAll(doubtful);
  }

  /** Adds those of {@code shareNumbers}, which {@code server} has, that were not tried yet. */
  void add(StorageServer server, Collection<Integer> shareNumbers) {
    for (int shareNumber : shareNumbers) {
      if (shareNumber >= total) continue;
      Candidate candidate = new Candidate(server, shareNumber);
      if (!tried.contains(candidate)) told.add(candidate);
    }
  }

  /** Drops all guesses: a wrong one makes the others improbable. */
  void dropGuesses() {
    guesses.clear();
  }

  /** The next one, whose number is then {@link #take taken}. */
  Optional<Candidate> next() {
    Optional<Candidate> next = nextGuess().or(this::nextTold);
    next.ifPresent(candidate -> take(candidate.shareNumber()));
    next.ifPresent(tried::add);
    return next;
  }

  private Optional<Candidate> nextGuess() {
    while (!guesses.isEmpty()) {
      Candidate guess = guesses.remove();
      if (!taken.contains(guess.shareNumber())) return Optional.of(guess);
    }
    return Optional.empty();
  }

  private Optional<Candidate> nextTold() {
    for (Iterator<Candidate> all = told.iterator(); all.hasNext(); ) {
      Candidate candidate = all.next();
      if (taken.contains(candidate.shareNumber())) continue;
      all.remove();
      return Optional.of(candidate);
    }
    return Optional.empty();
  }

  /** Lets no other copy of {@code shareNumber} come next. */
  void take(int shareNumber) {
    taken.add(shareNumber);
  }

  /** Lets another copy of {@code shareNumber} come next. */
  void giveBack(int shareNumber) {
    taken.remove(shareNumber);
  }
}
