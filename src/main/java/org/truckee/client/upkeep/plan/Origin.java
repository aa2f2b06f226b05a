package org.truckee.client.upkeep.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The place where a walk found a thing.
 *
 * @param root the name of the root that the walk began at
 * @param path the names that lead from there to the thing
 */
public record Origin(String root, List<String> path) {
  /** The beginning of the names of roots that somebody else entrusted; no other root has it. */
  public static final String ENTRUSTED = "entrusted:";

  /** The origin of a file that no walk has come by, or none from a root that there is still. */
  public static final Origin NONE = new Origin("", List.of());

  /** Takes a copy. */
  public Origin {
    Objects.requireNonNull(root, "root");
    path = List.copyOf(path);
  }

  /** The name of the root for what somebody else entrusted under {@code name}. */
  public static String entrustedRoot(String name) {
    return ENTRUSTED + name;
  }

  /** Returns whether the root of that name is what somebody else entrusted. */
  public static boolean isEntrusted(String root) {
    return root.startsWith(ENTRUSTED);
  }

  /** The name that the root was entrusted under by somebody else; empty for an own one. */
  public Optional<String> entrustment() {
    return isEntrusted(root) ? Optional.of(root.substring(ENTRUSTED.length())) : Optional.empty();
  }

  /** The origin of {@code root} and a path in its {@link #pathText}. */
  public static Origin parse(String root, String text) {
    List<String> names = new ArrayList<>();
    for (String name : text.split("/", -1)) names.add(name.replace("%2F", "/").replace("%25", "%"));
    names.remove(0);
    return new Origin(root, names);
  }

  /** The path as one text, with {@code /} before each name, and {@code %2F} inside of one. */
  public String pathText() {
    return path.stream()
        .map(name -> "/" + name.replace("%", "%25").replace("/", "%2F"))
        .collect(Collectors.joining());
  }

  /** The place in words, for the owner. */
  @Override
  public String toString() {
    return root.endsWith(":") && !path.isEmpty()
        ? root + pathText().substring(1)
        : root + pathText();
  }
}
