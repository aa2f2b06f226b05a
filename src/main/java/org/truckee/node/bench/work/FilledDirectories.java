package org.truckee.node.bench.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** New directories that have children from the start. Blocks. */
record FilledDirectories(BenchHttp http) {
  /** Makes a directory of {@code count} small files, and returns its capability. */
  String make(int count) throws IOException {
    return make(
        IntStream.range(0, count)
            .mapToObj(
                "\"file%d.txt\": [\"filenode\", {\"ro_uri\": \"URI:LIT:nbswy3dp\"}]"::formatted)
            .collect(Collectors.joining(", ", "{", "}")));
  }

  /** Makes a directory of {@code children}, in the JSON that {@code t=set_children} takes. */
  String make(String children) throws IOException {
    String directory = http.send("POST", "/uri?t=mkdir", new byte[0]);
    byte[] body = children.getBytes(StandardCharsets.UTF_8);
    http.send("POST", BenchHttp.path(directory) + "?t=set_children", body);
    return directory;
  }
}
