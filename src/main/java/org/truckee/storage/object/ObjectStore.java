package org.truckee.storage.object;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.truckee.storage.share.FileData;
import org.truckee.storage.share.ObjectData;

/**
 * The place of the data of whole immutable shares, an object for each, which is never changed. The
 * disk keeps the list of them, their leases and everything else. Every method blocks, except for
 * {@link #data}. Thread-safe.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * Makes sure that objects can be kept, and that those there are this server's own, by its {@link
   * StoreMark}; {@code BAD_CONFIG} says which setting is wrong. {@code lost} is told each object
   * that should be there and was not found.
   */
  void open(Consumer<ObjectName> lost) throws IOException;

  /** Makes an object of {@code data}, and returns when it is there as a whole. */
  void put(ObjectName name, FileData data) throws IOException;

  /** Removes an object, if it is there. */
  void remove(ObjectName name) throws IOException;

  /** The data of an object that has {@code length} bytes. */
  ObjectData data(ObjectName name, long length);

  /** Tells whether the store answers, is still this server's own, and has no such object. */
  boolean lacks(ObjectName name) throws IOException;

  /** The next objects whose keys come after {@code last}. */
  ObjectPage list(String last) throws IOException;

  /** Ends uploads of objects that began longer than {@code age} ago, and returns how many. */
  int endUploads(Duration age) throws IOException;

  @Override
  void close();
}
