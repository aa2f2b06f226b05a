package org.truckee.node.bench.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The work of {@code truckee bench} on directories that are kept on the grid: it makes them, adds
 * children one at a time, lists few and many, and puts files among many and removes them. Blocks.
 */
final class DirectoryWorkload {
  private static final String LITERAL = "URI:LIT:nbswy3dp";
  private static final int FEW = 10;
  private static final int MANY = 1000;

  private final BenchHttp http;
  private final Random contents = new Random();

  DirectoryWorkload(BenchTarget target) {
    this.http = new BenchHttp(target.gateway());
  }

  /** Does each thing {@code runs} times, after as many times that don't count. */
  List<Measurement> run(int runs) throws IOException {
    List<String> made = new ArrayList<>();
    List<Measurement> figures = new ArrayList<>();
    figures.add(BenchHttp.millis("mkdir_ms", runs, () -> made.add(post("/uri?t=mkdir", ""))));
    String target = made.get(0);
    int[] added = {0};
    figures.add(BenchHttp.millis("add_child_ms", runs, () -> add(target, "child" + added[0]++)));
    FilledDirectories filled = new FilledDirectories(http);
    figures.add(listing("list_10_ms", filled.make(FEW), FEW, runs));
    String many = filled.make(MANY);
    figures.add(listing("list_1000_ms", many, MANY, runs));
    int[] put = {0};
    figures.add(BenchHttp.millis("put_into_1000_ms", runs, () -> put(many, "new" + put[0]++)));
    int[] gone = {0};
    figures.add(
        BenchHttp.millis("delete_from_1000_ms", runs, () -> delete(many, "new" + gone[0]++)));
    return figures;
  }

  private Measurement listing(String name, String directory, int children, int runs)
      throws IOException {
    return BenchHttp.millis(name, runs, () -> list(directory, children));
  }

  private void put(String directory, String name) throws IOException {
    byte[] file = new byte[1 << 10];
    contents.nextBytes(file);
    http.send("PUT", BenchHttp.path(directory) + "/" + name, file);
  }

  private void delete(String directory, String name) throws IOException {
    http.send("DELETE", BenchHttp.path(directory) + "/" + name, new byte[0]);
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
