package org.truckee.cli.copy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Listing;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.UrlText;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Progress;

/**
 * A directory of the grid. Files are stored first, and linked together when all are there. Beside
 * the link of a file of this machine stands its time of change ({@code mtime}), so that it is known
 * again.
 */
final class GridDirectory implements TargetDirectory {
  private static final int LINKS_AT_ONCE = 5000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WebApi api;
  private final String url;
  private final Map<String, GridNode> before;
  private final SortedMap<String, ObjectNode> links = new ConcurrentSkipListMap<>();

  private GridDirectory(WebApi api, String url, Map<String, GridNode> before) {
    this.api = api;
    this.url = url;
    this.before = before;
  }

  /** The directory that {@code listing} is of; it is at {@code url} too. */
  static GridDirectory of(WebApi api, String url, Listing listing) {
    String own = listing.node().writeCap().map(cap -> "/uri/" + UrlText.encode(cap)).orElse(url);
    return new GridDirectory(api, own, listing.children());
  }

  /** Makes the directory at {@code url}. */
  static GridDirectory make(WebApi api, String url) throws IOException {
    String cap = api.post(url + Query.of("mkdir"), "").text().strip();
    return new GridDirectory(api, "/uri/" + UrlText.encode(cap), Map.of());
  }

  @Override
  public GridDirectory directory(String name) throws IOException {
    GridNode there = before.get(name);
    if (there == null) return make(api, child(name));
    if (!there.isDirectory())
      throw CommandFailure.failed("a file is in the way: a directory of its name is to be made");
    String at = there.writeCap().map(cap -> "/uri/" + UrlText.encode(cap)).orElse(child(name));
    return of(api, at, Listing.read(api.get(at + Query.of("json")).body()));
  }

  @Override
  public boolean holds(String name, FileSource file) {
    GridNode there = before.get(name);
    if (there == null || !there.isFile() || there.isMutable()) return false;
    if (file instanceof GridSource grid)
      return grid.isImmutable() && there.readCap().equals(grid.node().readCap());
    GridSource known = new GridSource(there);
    return there.modified().isPresent()
        && known.changed().equals(file.changed())
        && known.size().equals(file.size());
  }

  @Override
  public void put(String name, FileSource file, Progress progress) throws IOException {
    GridNode there = before.get(name);
    if (there != null && there.isDirectory())
      throw CommandFailure.failed("a directory is in the way: a file of its name is to be made");
    if (there != null && there.isMutable()) store(api, child(name), file, progress);
    else links.put(name, link(file, progress));
  }

  private ObjectNode link(FileSource file, Progress progress) throws IOException {
    ObjectNode link = JSON.createObjectNode();
    if (file instanceof GridSource grid && grid.isImmutable())
      return link.put("rw_uri", grid.linkCap());
    link.put("rw_uri", store(api, "/uri", file, progress));
    if (file.changed().isPresent())
      link.putObject("metadata").put("mtime", file.changed().getAsLong() / 1e6);
    return link;
  }

  /** Stores the contents of {@code file} at {@code url}, and returns the capability. */
  static String store(WebApi api, String url, FileSource file, Progress progress)
      throws IOException {
    try (InputStream in =
        file instanceof LocalSource local
            ? Files.newInputStream(local.path())
            : api.get(((GridSource) file).url()).body()) {
      return api.put(url, in, file.size().orElse(-1), progress).text().strip();
    }
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
    api.post(url + Query.of("set_children"), children.toString()).done();
  }

  private String child(String name) {
    return url + "/" + UrlText.encode(name);
  }
}
