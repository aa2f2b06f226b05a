package org.truckee.cli.entrust;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableWriteCap;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.protocol.entrust.Entrustment;
import org.truckee.protocol.entrust.Rhythm;

/**
 * The owner's note of an entrustment: one line, in which each word stands after a space, and the
 * name last.
 *
 * @param signature the signature of the entrustment, which its reports name
 * @param since when it was made
 * @param reports the file that its reports come to
 * @param seen what earlier reports showed
 */
record GivenEntrustment(
    String name,
    Bytes signature,
    Instant since,
    Entrustment.Policy policy,
    MutableWriteCap reports,
    Seen seen) {
  private static final String NONE = "none";
  private static final int WORDS = 9;

  /** Checks that all is there. */
  GivenEntrustment {
    if (!isName(name)) throw new IllegalArgumentException("its name");
    Objects.requireNonNull(signature, "signature");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(reports, "reports");
    Objects.requireNonNull(seen, "seen");
  }

  /**
   * What is known of the caretaker.
   *
   * @param caretaker the key that reports are signed with; the first report tells it, if the owner
   *     did not
   * @param newest the time of the newest report that was seen
   */
  record Seen(Optional<Ed25519VerifyingKey> caretaker, Optional<Instant> newest) {
    /** What is known before the first report. */
    static final Seen NOTHING = new Seen(Optional.empty(), Optional.empty());

    /** Checks that both are there. */
    Seen {
      Objects.requireNonNull(caretaker, "caretaker");
      Objects.requireNonNull(newest, "newest");
    }

    /** The same with what a report showed; a key that is known stays. */
    Seen and(Seen shown) {
      Optional<Instant> later =
          Stream.of(newest, shown.newest).flatMap(Optional::stream).max(Instant::compareTo);
      return new Seen(caretaker.or(shown::caretaker), later);
    }
  }

  /** Returns whether {@code text} can be the name of an entrustment. */
  static boolean isName(String text) {
    return text.matches("[^\\p{Cntrl}]{1,200}");
  }

  /** The same after a report that showed so much. */
  GivenEntrustment having(Seen shown) {
    return new GivenEntrustment(name, signature, since, policy, reports, seen.and(shown));
  }

  /** The line; it holds a capability. */
  String line() {
    return String.join(
        " ",
        signature.toString(),
        since.toString(),
        policy.until().toString(),
        policy.repair() ? "yes" : "no",
        policy.rhythm().word(),
        reports.toUri(),
        seen.caretaker().map(Ed25519VerifyingKey::toString).orElse(NONE),
        seen.newest().map(Instant::toString).orElse(NONE),
        name);
  }

  /** Reads a line; fails with what is wrong in it. */
  static GivenEntrustment parse(String line) {
    String[] words = line.split(" ", WORDS);
    if (words.length < WORDS || !(Capability.parse(words[5]) instanceof MutableWriteCap reports))
      throw new IllegalArgumentException("it tells of no entrustment");
    Entrustment.Policy policy =
        new Entrustment.Policy(
            LocalDate.parse(words[2]), words[3].equals("yes"), Rhythm.of(words[4]).orElseThrow());
    return new GivenEntrustment(
        words[8],
        Bytes.ofBase32(words[0]),
        Instant.parse(words[1]),
        policy,
        reports,
        new Seen(
            given(words[6]).map(Ed25519VerifyingKey::parse), given(words[7]).map(Instant::parse)));
  }

  private static Optional<String> given(String word) {
    return word.equals(NONE) ? Optional.empty() : Optional.of(word);
  }
}
