package org.truckee.cli.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.truckee.cli.local.FileState;

/** The knowledge of a file system about a file or directory: its state, and its owner. */
record LocalMetadata(FileState state, Map<String, Object> fields) {
  /** Reads the metadata of a path; of a link, those of the file that it leads to. */
  static LocalMetadata of(Path path) throws IOException {
    FileState state = FileState.of(path);
    return new LocalMetadata(state, Files.readAttributes(path, "unix:mode,ino,dev,uid,gid"));
  }

  /** The metadata that are kept beside the link to it, in Tahoe's words. */
  ObjectNode toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("ctime", seconds(state.changed())).put("mtime", seconds(state.modified()));
    for (String name : new String[] {"mode", "ino", "dev", "uid", "gid"})
      json.put("st_" + name, ((Number) fields.get(name)).longValue());
    return json;
  }

  private static double seconds(FileTime time) {
    return time.to(TimeUnit.MICROSECONDS) / 1e6;
  }
}
