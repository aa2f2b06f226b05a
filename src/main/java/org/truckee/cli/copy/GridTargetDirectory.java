package org.truckee.cli.copy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.truckee.cli.gateway.GatewayListing;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.name.UrlText;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Progress;

/**
 * A directory of the grid. Files are stored first, and linked together when all are there. Beside
 * the link of a file of this machine stands its time of change ({@code mtime}), so that the file is
 * known again, and of one that can be run its mode ({@code st_mode}), as a backup notes it.
 */
final class GridTargetDirectory implements TargetDirectory {
  private static final int LINKS_AT_ONCE = 5000;
  private static final int EXECUTABLE = 0100755;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CopyRun run;
  private final Addresses addresses;
  private final String name;
  private final Map<String, GridNode> before;
  private final SortedMap<String, ObjectNode> links = new ConcurrentSkipListMap<>();

  /**
   * The addresses of a directory.
   *
   * @param url the shortest way there
   * @param path the way from the root of its drive, by which the gateway knows the drive's trash
   */
  private record Addresses(String url, String path) {
    static Addresses of(String cap, String path) {
      return new Addresses("/uri/" + UrlText.encode(cap), path);
    }
  }

  private GridTargetDirectory(
      CopyRun run, Addresses addresses, String name, Map<String, GridNode> before) {
    this.run = run;
    this.addresses = addresses;
    this.name = name;
    this.before = before;
  }

  /** The directory of {@code listing}, at {@code path} and under {@code name}. */
  static GridTargetDirectory of(CopyRun run, String path, String name, GatewayListing listing) {
    Addresses addresses =
        listing
            .node()
            .writeCap()
            .map(cap -> Addresses.of(cap, path))
            .orElse(new Addresses(path, path));
    return new GridTargetDirectory(run, addresses, name, listing.children());
  }

  /** Makes the directory at {@code path}, under {@code name}. */
  static GridTargetDirectory make(CopyRun run, String path, String name) throws IOException {
    return make(run, new Addresses(path, path), name);
  }

  private static GridTargetDirectory make(CopyRun run, Addresses at, String name)
      throws IOException {
    String cap = run.api().post(at.url() + Query.of("mkdir"), "").cap();
    return new GridTargetDirectory(run, Addresses.of(cap, at.path()), name, Map.of());
  }

  /** The child {@code name} of {@code directory}, in the form of an argument. */
  static String below(String directory, String name) {
    boolean root = directory.isEmpty() || directory.endsWith(":") || directory.endsWith("/");
    return directory + (root ? "" : "/") + name;
  }

  @Override
  public GridTargetDirectory directory(String child) throws IOException {
    GridNode there = before.get(child);
    String called = below(name, child);
    String path = addresses.path() + "/" + UrlText.encode(child);
    if (there == null) return make(run, new Addresses(at(child), path), called);
    if (!there.isDirectory())
      throw CommandFailure.failed(
          (there.isFile() ? "a file is in the way" : there.strangeness())
              + ": a directory of its name is to be made");
    String at = there.writeCap().map(cap -> "/uri/" + UrlText.encode(cap)).orElse(at(child));
    return of(run, path, called, GatewayListing.read(run.api().get(at + Query.of("json")).body()));
  }

  @Override
  public boolean holds(String child, FileSource file) {
    GridNode there = before.get(child);
    if (there == null || !there.isFile() || there.isMutable()) return false;
    if (file instanceof GridSource grid)
      return grid.isImmutable() && there.readCap().equals(grid.node().readCap());
    GridSource known = new GridSource(there);
    return there.modified().isPresent()
        && known.changed().equals(file.changed())
        && known.size().equals(file.size());
  }

  @Override
  public void put(String child, FileSource file, Progress progress) throws IOException {
    GridNode there = before.get(child);
    if (there != null && there.isDirectory())
      throw CommandFailure.failed("a directory is in the way: a file of its name is to be made");
    GridTargetFile stored = new GridTargetFile(run);
    if (there != null && there.isMutable()) stored.store(at(child), file, progress);
    else link(child, stored, file, progress);
  }

  private void link(String child, GridTargetFile stored, FileSource file, Progress progress)
      throws IOException {
    ObjectNode link = JSON.createObjectNode();
    if (file instanceof GridSource grid && grid.isImmutable()) link.put("rw_uri", grid.linkCap());
    else link.put("rw_uri", stored.store("/uri", file, progress));
    ObjectNode metadata = JSON.createObjectNode();
    if (stored.isKnownAgain() && file.changed().isPresent())
      metadata.put("mtime", file.changed().getAsLong() / 1e6);
    if (file instanceof LocalSource local && local.isExecutable())
      metadata.put("st_mode", EXECUTABLE);
    if (!metadata.isEmpty()) link.set("metadata", metadata);
    links.put(child, link);
  }

  @Override
  public void finish() throws IOException {
    ObjectNode children = JSON.createObjectNode();
    for (Map.Entry<String, ObjectNode> link : links.entrySet()) {
      children.putArray(link.getKey()).add("filenode").add(link.getValue());
      if (children.size() == LINKS_AT_ONCE) {
        set(children);
        children = JSON.createObjectNode();
      }
    }
    if (!children.isEmpty()) set(children);
  }

  private void set(ObjectNode children) throws IOException {
    boolean replaces = false;
    for (Iterator<String> all = children.fieldNames(); all.hasNext(); )
      replaces |= before.containsKey(all.next());
    String address = replaces ? addresses.path() : addresses.url();
    run.api().post(address + Query.of("set_children"), children.toString()).done();
    children.fieldNames().forEachRemaining(this::tellReplaced);
  }

  private void tellReplaced(String child) {
    GridNode there = before.get(child);
    if (there == null) return;
    String now = links.get(child).path("rw_uri").asText();
    if (!there.isOf(now))
      there.bestCap().ifPresent(old -> run.wayBack().replaced(below(name, child), old));
  }

  private String at(String child) {
    return addresses.url() + "/" + UrlText.encode(child);
  }
}
