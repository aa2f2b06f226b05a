package org.truckee.cli.name;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.truckee.cli.session.CommandFailure;

/**
 * A place on the grid: below a root, by the names that lead there. The root is a capability or a
 * drive of the gateway's. It may hold a secret, so it has no telling text form.
 *
 * @param root the address of the root at the gateway
 * @param path the names that lead from the root there
 * @param directory whether its text ended with a slash, and so means a directory
 */
public record GridPath(String root, List<String> path, boolean directory) {
  /** Keeps its own list. */
  public GridPath {
    path = List.copyOf(path);
  }

  /** The place that {@code path} leads to from {@code cap}. */
  public static GridPath ofCap(String cap, String path) {
    return new GridPath("/uri/" + UrlText.encode(cap), names(path), path.endsWith("/"));
  }

  /** The place that {@code path} leads to in the gateway's drive {@code name}. */
  static GridPath inDrive(String name, String path) {
    return new GridPath("/vdrive/" + name, names(path), path.endsWith("/"));
  }

  private static List<String> names(String path) {
    List<String> names =
        Arrays.stream(path.split("/")).filter(n -> !n.isEmpty() && !n.equals(".")).toList();
    if (names.contains(".."))
      throw CommandFailure.usage("a path on the grid leads down only: '..' has no meaning there");
    return names;
  }

  /** Its address at the gateway. */
  public String url() {
    return root
        + path.stream().map(name -> "/" + UrlText.encode(name)).collect(Collectors.joining());
  }

  /** The argument that names this place. It may hold a secret. */
  public String argument() {
    String start = URLDecoder.decode(root.replace("+", "%2B"), StandardCharsets.UTF_8);
    String way = String.join("/", path);
    if (start.equals("/vdrive/global")) return "shared:" + way;
    if (start.startsWith("/vdrive/")) return start.substring("/vdrive/".length()) + ":" + way;
    String cap = start.substring("/uri/".length());
    return isRoot() ? cap : cap + "/" + way;
  }

  /** Returns whether its root is a drive of the gateway's. */
  public boolean isInDrive() {
    return root.startsWith("/vdrive/");
  }

  /** Returns whether it is the root itself. */
  public boolean isRoot() {
    return path.isEmpty();
  }

  /** The last name of the path; empty for the root, which has none. */
  public Optional<String> name() {
    return isRoot() ? Optional.empty() : Optional.of(path.get(path.size() - 1));
  }

  /** The child {@code name} of this directory. */
  public GridPath child(String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return new GridPath(root, longer, false);
  }

  /** Returns whether the names of {@code other} lead below this place. */
  public boolean contains(GridPath other) {
    return root.equals(other.root)
        && path.size() < other.path.size()
        && path.equals(other.path.subList(0, path.size()));
  }

  /** The directory above; the root has none. */
  public GridPath parent() {
    return new GridPath(root, path.subList(0, path.size() - 1), true);
  }

  @Override
  public String toString() {
    return "Place of " + path.size() + " names";
  }
}
