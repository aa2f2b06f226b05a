package org.truckee.node.config;

import java.nio.file.Path;
import java.util.Optional;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.share.StoragePolicy;

/**
 * The storage role.
 *
 * @param policy the rules by which it accepts and keeps shares
 * @param expire the rules by which they go again
 * @param directory the directory of its shares, if one is named; seen from the node's directory
 * @param instances how many event loops serve the node's TLS port
 * @param admin the port at which its operator looks at it
 */
public record ConfiguredStorage(
    StoragePolicy policy,
    ExpirePolicy expire,
    Optional<Path> directory,
    int instances,
    AdminPort admin) {
  static ConfiguredStorage read(ConfigReader part) {
    StoragePolicy usual = StoragePolicy.USUAL;
    StoragePolicy policy =
        new StoragePolicy(
            part.size("reserved_space", usual.reservedSpace()),
            part.flag("readonly", usual.readonly()),
            part.size("maximum_share_size", usual.maximumShareSize()),
            part.flag("durable", usual.durable()));
    return new ConfiguredStorage(
        policy,
        ConfiguredExpiry.read(part.part("expire")),
        part.path("storage_dir"),
        ListenAddress.instances(part),
        AdminPort.read(part.part("admin")));
  }

  /** The same of the server that is {@code number} places further in a grid. */
  ConfiguredStorage plus(int number) {
    return new ConfiguredStorage(policy, expire, directory, instances, admin.plus(number));
  }
}
