package org.truckee;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of failures, ours and those of the system and of libraries: the one place that reads
 * their messages. Nobody reads such a sentence back.
 */
public final class FailureText {
  private FailureText() {}

  /** The sentence about {@code failure}, without a full stop. */
  public static String sentence(Throwable failure) {
    return message(failure).orElse(failure.getClass().getSimpleName());
  }

  /** The message of a failure of the system or of a library; some have none. */
  public static Optional<String> message(Throwable failure) {
    return Optional.ofNullable(failure.getMessage());
  }

  /** The clauses about {@code failure}, of which the first names its subject. */
  public static List<String> clauses(Throwable failure) {
    return failure instanceof GridException ours ? ours.clauses() : List.of(sentence(failure));
  }

  /** The same clauses as the explanation of {@code clause}, which stands before the first. */
  public static List<String> clauses(String clause, Throwable failure) {
    List<String> clauses = new ArrayList<>(clauses(failure));
    clauses.set(0, clause + ": " + clauses.get(0));
    return clauses;
  }

  /** Returns whether a failure of the system or of a library has {@code words} in its message. */
  public static boolean says(Throwable failure, String words) {
    return message(failure).filter(message -> message.contains(words)).isPresent();
  }
}
