package org.truckee;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Something in the world, not in the code, went wrong: a capability nobody can read, shares that
 * are missing, a server that lies. Its subject and reasons are written for the user who meets it:
 * what failed, where, and what would help. They never hold a secret, a capability or, where others
 * than the owner read them, a path of this machine.
 */
public class GridException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kind of a failure; each role decides in one place what its peers are told of it. */
  public enum Kind {
    /** A request or message that does not follow its format. */
    BAD_REQUEST,
    /** A text that is no capability, or not one that can do what was asked. */
    BAD_CAP,
    /** A secret is missing or wrong. */
    UNAUTHORIZED,
    /** The right kind of request from somebody who may not make it. */
    FORBIDDEN,
    /** Nothing is kept under that name. */
    NOT_FOUND,
    /** The thing is there but this cannot be done to it. */
    NOT_ALLOWED,
    /** The present state contradicts the message that was sent. */
    CONFLICT,
    /** The thing is not in the state that its sender made a condition. */
    PRECONDITION,
    /** Larger than the bound that is configured for it. */
    TOO_LARGE,
    /** A byte range that is malformed or outside of what it selects from. */
    BAD_RANGE,
    /** An answer was asked for in an encoding that is not spoken here. */
    NOT_ACCEPTABLE,
    /** A body in an encoding that is not spoken here. */
    UNSUPPORTED_TYPE,
    /** Fewer good shares were found than are needed. */
    NOT_ENOUGH_SHARES,
    /** A mutable file, or the directory kept in one, of which no version has shares enough. */
    UNRECOVERABLE,
    /** Too few servers took shares for the file to be safe. */
    UNHAPPY,
    /** Bytes that do not match the hash that names them. */
    CORRUPT,
    /** A peer that did not answer, or broke off. */
    UNREACHABLE,
    /** A sender of whom nothing more came, though there was more to come. */
    TIMED_OUT,
    /** A disk or a quota is full. */
    NO_SPACE,
    /** A bound on work under way is reached; trying again later may succeed. */
    BUSY,
    /** More of something from one client than it may send in a time, such as wrong secrets. */
    TOO_OFTEN,
    /** A configuration that cannot be used. */
    BAD_CONFIG
  }

  private final Kind kind;
  private final transient Subject subject;
  private final transient List<String> reasons;

  /** A failure of {@code kind} with its reasons, which are whole clauses without a full stop. */
  public GridException(Kind kind, String... reasons) {
    this(kind, Subject.NONE, List.of(reasons), null);
  }

  /** A failure of {@code kind} that another one led to. */
  public GridException(Kind kind, String reason, Throwable cause) {
    this(kind, Subject.NONE, List.of(reason), cause);
  }

  /** A failure of {@code subject}, with which the first of the reasons makes a clause. */
  public GridException(Kind kind, Subject subject, String... reasons) {
    this(kind, subject, List.of(reasons), null);
  }

  /** A failure of {@code subject} that another one led to. */
  public GridException(Kind kind, Subject subject, String reason, Throwable cause) {
    this(kind, subject, List.of(reason), cause);
  }

  /** A failure of {@code kind}; at least one reason is there, and {@code cause} may be null. */
  public GridException(Kind kind, Subject subject, List<String> reasons, Throwable cause) {
    super(null, cause);
    if (reasons.isEmpty()) throw new IllegalArgumentException("a failure without a reason");
    this.kind = Objects.requireNonNull(kind, "kind");
    this.subject = Objects.requireNonNull(subject, "subject");
    this.reasons = List.copyOf(reasons);
  }

  /** The kind of this failure. */
  public Kind kind() {
    return kind;
  }

  /** The thing that it is about, which may be none. */
  public Subject subject() {
    return subject;
  }

  /** The clauses that say what happened and why, of which the first follows the subject. */
  public List<String> reasons() {
    return reasons;
  }

  /** The same failure with one reason more. */
  public GridException and(String reason) {
    return and(kind, List.of(reason));
  }

  /** The same failure, of {@code other} kind and with more reasons. */
  public GridException and(Kind other, List<String> more) {
    List<String> all = new ArrayList<>(reasons);
    all.addAll(more);
    return new GridException(other, subject, all, this);
  }

  /** The clauses about it, of which the first names the subject. */
  public List<String> clauses() {
    List<String> clauses = new ArrayList<>(reasons);
    clauses.set(0, subject.with(clauses.get(0)));
    return clauses;
  }

  /** All clauses in one sentence without a full stop; {@link FailureText} is who asks for it. */
  @Override
  public String getMessage() {
    return String.join("; ", clauses());
  }

  /** Tells whether {@code failure} is a grid failure of {@code kind}. */
  public static boolean is(Throwable failure, Kind kind) {
    return failure instanceof GridException grid && grid.kind == kind;
  }
}
