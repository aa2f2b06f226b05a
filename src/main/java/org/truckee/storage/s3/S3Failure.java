package org.truckee.storage.s3;

import java.io.IOException;
import java.util.Set;

/** The refusal of an S3 server: its status, and its own word for the reason, which may be empty. */
final class S3Failure extends IOException {
  private static final long serialVersionUID = 1L;
  private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);
  private static final Set<String> PASSING_CODES =
      Set.of("InternalError", "SlowDown", "ServiceUnavailable", "RequestTimeout");

  private static final Set<String> FULL =
      Set.of("QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity", "EntityTooLarge");

  private final int status;
  private final String code;

  S3Failure(int status, String code) {
    super("the S3 server answers " + (code.isEmpty() ? "" : code + ", ") + "status " + status);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  /** The reason in the server's word, such as {@code NoSuchBucket}. */
  String code() {
    return code;
  }

  /** Tells whether there is no room for the object. */
  boolean isFull() {
    return status == 507 || FULL.contains(code);
  }

  /** Tells whether {@code failure} may pass, if the same is asked again. */
  static boolean passes(Throwable failure) {
    return !(failure instanceof S3Failure refusal) || (!refusal.isFull() && isPassing(refusal));
  }

  private static boolean isPassing(S3Failure refusal) {
    return PASSING.contains(refusal.status) || PASSING_CODES.contains(refusal.code);
  }

  /** Tells whether {@code failure} says that there is no such object in the bucket. */
  static boolean isAbsence(Throwable failure) {
    return failure instanceof S3Failure refusal
        && refusal.status == 404
        && !refusal.code.equals("NoSuchBucket");
  }
}
