package org.truckee.web.request;

import java.util.ArrayList;
import java.util.List;
import org.truckee.web.body.Percent;

/**
 * The path of a request: a root, named in the first segment, and from there down the names of
 * children. A slash at the end means a directory.
 */
public record WebPath(String root, List<String> names, boolean slash) {
  public WebPath {
    names = List.copyOf(names);
  }

  /** Reads the percent-encoded rest of {@code path} after {@code prefix}. */
  public static WebPath of(String path, String prefix) {
    List<String> segments =
        new ArrayList<>(List.of(path.substring(prefix.length()).split("/", -1)));
    boolean slash = segments.size() > 1 && segments.get(segments.size() - 1).isEmpty();
    if (slash) segments.remove(segments.size() - 1);
    if (segments.contains("")) {
      throw Arguments.bad(
          "The webapi does not allow empty pathname components, i.e. a double slash");
    }
    List<String> decoded = segments.stream().map(Percent::decode).toList();
    return new WebPath(decoded.get(0), decoded.subList(1, decoded.size()), slash);
  }

  /** The last name; only of one that has names. */
  public String name() {
    return names.get(names.size() - 1);
  }

  /** Names of all directories on the way to the last name. */
  public List<String> way() {
    return names.subList(0, names.size() - 1);
  }

  /** Hides the root, which may be a capability, and names. */
  @Override
  public String toString() {
    return "WebPath(" + names.size() + " names)";
  }
}
