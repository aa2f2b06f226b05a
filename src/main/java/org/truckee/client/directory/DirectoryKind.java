package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Child;

/** One way of keeping directories. {@link Directories} consists of such ways. */
public interface DirectoryKind {
  /**
   * The directory that {@code capability} reads or changes; empty if it is none of this kind. Asks
   * nobody.
   */
  Optional<Directory> open(Capability capability);

  /** The formats of directories that this kind makes. */
  Set<DirectoryFormat> formats();

  /**
   * Makes a directory that holds {@code children}, their metadata as given. It is durable before
   * its capability is told.
   */
  Future<Directory> create(DirectoryFormat format, List<Child> children);
}
