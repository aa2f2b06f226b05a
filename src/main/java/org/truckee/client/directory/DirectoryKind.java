package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;

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

  /**
   * Makes directories inside one another, of which {@code names} are the links: the first holds the
   * second under the first name, and so on; the last holds what {@code inside} links. All are
   * durable before they are told, the outermost first.
   */
  Future<List<Directory>> createNested(
      DirectoryFormat format, List<String> names, Optional<Edit> inside);
}
