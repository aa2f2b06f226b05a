package org.truckee.storage.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;

/** The sentence about a bucket that can't be used: the setting, what is wrong, and what to do. */
final class S3Complaint {
  private static final String STORE = "storage.store";
  private static final String ENDPOINT = "storage.endpoint";
  private static final String KEYS = "private/s3.key";

  private S3Complaint() {}

  /** The complaint about {@code place}, with which {@code failure} ended. */
  static GridException of(S3Place place, IOException failure) {
    if (failure instanceof S3Failure refusal) return refused(place, refusal);
    if (failure.getCause() instanceof GridException ours) return ours;
    String at = place.endpoint() + " ";
    if (isAny(failure, SSLException.class))
      return bad(
          ENDPOINT,
          at + "shows no certificate that is trusted: name the authority's in \"storage.ca_file\"",
          failure);
    if (isAny(failure, UnknownHostException.class)
        || isAny(failure, ConnectException.class)
        || isAny(failure, TimeoutException.class))
      return bad(ENDPOINT, at + "can't be reached: check the address and the S3 server", failure);
    return bad(ENDPOINT, at + "does not answer as an S3 server", failure);
  }

  private static GridException refused(S3Place place, S3Failure refusal) {
    return switch (refusal.code()) {
      case "NoSuchBucket" ->
          bad(STORE, "there is no bucket " + place.bucket() + ": make it first", refusal);
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSecurity" ->
          bad(KEYS, "this key pair is not known to " + place.endpoint(), refusal);
      case "AuthorizationHeaderMalformed", "PermanentRedirect", "TemporaryRedirect" ->
          bad("storage.region", "the bucket is in another region than " + place.region(), refusal);
      case "RequestTimeTooSkewed" ->
          bad(ENDPOINT, "the clock of this machine differs from that of the S3 server", refusal);
      default -> other(place, refusal);
    };
  }

  private static GridException other(S3Place place, S3Failure refusal) {
    if (refusal.status() == 403 || refusal.status() == 401)
      return bad(
          KEYS, "this key pair may not read, write, remove and list in " + place.bucket(), refusal);
    return bad(ENDPOINT, place.endpoint() + " refuses requests", refusal);
  }

  private static GridException bad(String key, String reason, IOException cause) {
    return new GridException(
        GridException.Kind.BAD_CONFIG,
        Subject.named("\"" + key + "\":"),
        reason + " (" + FailureText.sentence(cause) + ")",
        cause);
  }

  private static boolean isAny(Throwable failure, Class<?> type) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(10)
        .anyMatch(type::isInstance);
  }
}
