package org.truckee.node.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The work of {@code truckee bench} on directories that are kept on the grid: it makes them, adds
 * children one at a time, and lists few and many. Blocks.
 */
final class DirectoryWorkload {
  private static final String LITERAL = "URI:LIT:nbswy3dp";
  private static final int FEW = 10;
  private static final int MANY = 1000;

  private final BenchHttp http;

  DirectoryWorkload(URI gateway) {
    this.http = new BenchHttp(gateway);
  }

  /** Does each thing {@code runs} times, after as many times that don't count. */
  List<Measurement> run(int runs) throws IOException {
    List<String> made = new ArrayList<>();
    List<Measurement> figures = new ArrayList<>();
    figures.add(BenchHttp.millis("mkdir_ms", runs, () -> made.add(post("/uri?t=mkdir", ""))));
    String target = made.get(0);
    int[] added = {0};
    figures.add(BenchHttp.millis("add_child_ms", runs, () -> add(target, "child" + added[0]++)));
    figures.add(listing("list_10_ms", filled(FEW), FEW, runs));
    figures.add(listing("list_1000_ms", filled(MANY), MANY, runs));
    return figures;
  }

  private Measurement listing(String name, String directory, int children, int runs)
      throws IOException {
    return BenchHttp.millis(name, runs, () -> list(directory, children));
  }

  private String filled(int children) throws IOException {
    String directory = post("/uri?t=mkdir", "");
    String all =
        IntStream.range(0, children)
            .mapToObj(
                "\"file%d.txt\": [\"filenode\", {\"ro_uri\": \"URI:LIT:nbswy3dp\"}]"::formatted)
            .collect(Collectors.joining(", ", "{", "}"));
    post(BenchHttp.path(directory) + "?t=set_children", all);
    return directory;
  }

  private void add(String directory, String name) throws IOException {
    send("PUT", BenchHttp.path(directory) + "/" + name + "?t=uri", LITERAL);
  }

  private void list(String directory, int children) throws IOException {
    String json =
        new String(http.get(BenchHttp.path(directory) + "?t=json"), StandardCharsets.UTF_8);
    int found = json.split("\"filenode\"", -1).length - 1;
    if (found != children) throw new IOException(found + " of " + children + " children listed");
  }

  private String post(String path, String body) throws IOException {
    return send("POST", path, body);
  }

  private String send(String method, String path, String body) throws IOException {
    return http.send(method, path, body.getBytes(StandardCharsets.UTF_8));
  }
}
