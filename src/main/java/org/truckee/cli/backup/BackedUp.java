package org.truckee.cli.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.crypto.Tag;
import org.truckee.crypto.TaggedHasher;

/**
 * A file or directory that is on the grid: {@code type} is {@code filenode} or {@code dirnode}.
 * Holds a capability, so it has no telling text form.
 */
record BackedUp(String type, String cap, LocalMetadata metadata) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The contents of a directory as the web API takes them. */
  static String toJson(SortedMap<String, BackedUp> children) {
    ObjectNode all = JSON.createObjectNode();
    children.forEach(
        (name, child) -> {
          ObjectNode fields = JSON.createObjectNode().put("ro_uri", child.cap);
          fields.set("metadata", child.metadata.toJson());
          all.putArray(name).add(child.type).add(fields);
        });
    return all.toString();
  }

  /**
   * The key of a directory in the database: the hash over {@code netstring(name) || netstring(cap)}
   * of each child, in the order of their names' bytes.
   */
  static String hashOf(Map<String, BackedUp> children) {
    TaggedHasher hasher = Tag.BACKED_UP_DIRECTORY.hasher();
    children.entrySet().stream()
        .sorted(Comparator.comparing(child -> utf8(child.getKey()), Arrays::compareUnsigned))
        .forEach(
            child ->
                hasher
                    .update(Netstring.of(Bytes.utf8(child.getKey())))
                    .update(Netstring.of(Bytes.utf8(child.getValue().cap))));
    return hasher.digest().toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "BackedUp " + type;
  }
}
