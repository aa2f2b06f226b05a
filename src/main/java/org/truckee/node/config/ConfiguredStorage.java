package org.truckee.node.config;

import java.nio.file.Path;
import java.util.Optional;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.s3.S3Place;
import org.truckee.storage.share.StoragePolicy;

/**
 * The storage role.
 *
 * @param policy the rules by which it accepts and keeps shares
 * @param expire the rules by which they go again
 * @param directory the directory of its shares, if one is named; seen from the node's directory
 * @param bucket the place of the data of immutable shares, if that is not the directory
 * @param instances how many event loops serve the node's TLS port
 */
public record ConfiguredStorage(
    StoragePolicy policy,
    ExpirePolicy expire,
    Optional<Path> directory,
    Optional<S3Place> bucket,
    int instances) {
  static ConfiguredStorage read(ConfigReader part) {
    StoragePolicy usual = StoragePolicy.USUAL;
    StoragePolicy policy =
        new StoragePolicy(
            part.size("reserved_space", usual.reservedSpace()),
            part.flag("readonly", usual.readonly()),
            part.size("maximum_share_size", usual.maximumShareSize()),
            part.flag("durable", usual.durable()));
    Optional<S3Place> bucket = ConfiguredBucket.read(part);
    return new ConfiguredStorage(
        bucket.isPresent() ? policy.sharesUpTo(largest(policy)) : policy,
        ConfiguredExpiry.read(part.part("expire")),
        part.path("storage_dir"),
        bucket,
        ListenAddress.instances(part));
  }

  private static long largest(StoragePolicy policy) {
    return Math.min(policy.maximumShareSize(), S3Place.LARGEST);
  }

  /**
   * The same of the server with {@code number} in a grid, whose shares have a place of their own.
   */
  ConfiguredStorage numbered(int number) {
    return new ConfiguredStorage(
        policy, expire, directory, bucket.map(place -> place.below("" + number)), instances);
  }
}
