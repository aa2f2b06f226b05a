package org.truckee.cli.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a file system knows of a file or directory: when it was changed, and whose it is. */
record LocalMetadata(long size, FileTime changed, FileTime modified, Map<String, Object> fields) {
  /** Reads it; of a link, what it leads to. */
  static LocalMetadata of(Path path) throws IOException {
    Map<String, Object> all = Files.readAttributes(path, "unix:*", new LinkOption[0]);
    return new LocalMetadata(
        (Long) all.get("size"),
        (FileTime) all.get("ctime"),
        (FileTime) all.get("lastModifiedTime"),
        all);
  }

  /**
   * When the file's inode was last changed, in whole seconds since 1970, as the database has it.
   */
  long changedSeconds() {
    return changed.to(TimeUnit.SECONDS);
  }

  /** When the contents were last changed, in whole seconds since 1970. */
  long modifiedSeconds() {
    return modified.to(TimeUnit.SECONDS);
  }

  /** What is kept beside the link to it, in Tahoe's words. */
  ObjectNode toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("ctime", seconds(changed)).put("mtime", seconds(modified));
    for (String name : new String[] {"mode", "ino", "dev", "uid", "gid"})
      json.put("st_" + name, ((Number) fields.get(name)).longValue());
    return json;
  }

  private static double seconds(FileTime time) {
    return time.to(TimeUnit.MICROSECONDS) / 1e6;
  }
}
