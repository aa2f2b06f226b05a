package org.truckee.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The place of a server's objects.
 *
 * @param endpoint the address of the S3 server, without a path
 * @param bucket the bucket, which is there
 * @param prefix what the key of each object begins with, before a slash; it may be empty
 * @param region the region that requests are signed for
 * @param authorities the file of the certificates by which the endpoint's is trusted, in PEM; those
 *     of this machine if it is empty
 */
public record S3Place(
    URI endpoint, String bucket, String prefix, String region, Optional<Path> authorities) {
  /** The bytes of the largest object. */
  public static final long LARGEST = 5L << 40;

  /** The whole key of the object {@code name}, which may be empty. */
  String key(String name) {
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** The place of the objects of one of several servers, in the part {@code name} of this one. */
  public S3Place below(String name) {
    return new S3Place(endpoint, bucket, key(name), region, authorities);
  }

  /** The same place, whose file of certificates is seen from {@code directory}. */
  public S3Place seenFrom(Path directory) {
    return new S3Place(endpoint, bucket, prefix, region, authorities.map(directory::resolve));
  }

  boolean isSecure() {
    return endpoint.getScheme().equals("https");
  }

  int port() {
    if (endpoint.getPort() >= 0) return endpoint.getPort();
    return isSecure() ? 443 : 80;
  }

  /** The host as the header {@code Host} names it. */
  String host() {
    return endpoint.getRawAuthority();
  }

  /** The same place as the configuration writes it. */
  @Override
  public String toString() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
