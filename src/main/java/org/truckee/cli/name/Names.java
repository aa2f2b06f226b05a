package org.truckee.cli.name;

import java.util.Optional;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Quoting;

/**
 * The meaning of a name on the command line:
 *
 * <ul>
 *   <li>{@code URI:…}, {@code URI:…/PATH} or {@code URI:…:./PATH}: a capability, and a path below
 *       it;
 *   <li>{@code ALIAS:PATH}: a path below the alias's directory; {@code shared:} (also {@code
 *       global:}) and {@code private:} are the gateway's drives, unless they are aliases;
 *   <li>{@code PATH}: below the default root. That is the shared drive; under Tahoe's name it is
 *       the alias {@code tahoe}, if there is one.
 * </ul>
 */
public final class Names {
  private static final String SHARED = "shared";

  /** The first name of the shared drive, which it has in addresses. */
  private static final String GLOBAL = "global";

  private static final String PRIVATE = "private";

  /** The name under which sentences about aliases are those of Tahoe's own program. */
  private static final String TAHOE = "tahoe";

  private final Aliases aliases;
  private final Optional<String> root;
  private final String program;

  /** Names that are resolved by {@code aliases}, plain ones below {@code root} if that is there. */
  public Names(Aliases aliases, Optional<String> root) {
    this(aliases, root, "truckee");
  }

  /** The same for users who call the program by the name {@code program}. */
  public Names(Aliases aliases, Optional<String> root, String program) {
    this.aliases = aliases;
    this.root = root;
    this.program = program;
  }

  /** The place of {@code name}; one without an alias is below the default root. */
  public GridPath resolve(String name) {
    return remote(name)
        .orElseGet(
            () ->
                root.map(cap -> GridPath.ofCap(cap, name))
                    .orElseGet(() -> GridPath.inDrive(GLOBAL, name)));
  }

  /** The place of {@code name} on the grid; empty if it has no alias, and so is a local file's. */
  public Optional<GridPath> remote(String name) {
    if (isCap(name.strip())) return Optional.of(ofCap(name.stripLeading()));
    String text = name;
    int colon = text.indexOf(':');
    if (colon < 0 || text.lastIndexOf('/', colon) >= 0) return Optional.empty();
    return Optional.of(ofAlias(text.substring(0, colon), text.substring(colon + 1)));
  }

  /** Tells whether {@code text} begins as capabilities do. */
  public static boolean isCap(String text) {
    return text.startsWith("URI:") || text.startsWith("ro.URI:") || text.startsWith("imm.URI:");
  }

  /** The text without spaces at its ends if it is a capability: a path keeps every space. */
  private static GridPath ofCap(String text) {
    if (text.indexOf('/') < 0) return GridPath.ofCap(text.strip(), "");
    int dotSlash = text.indexOf(":./");
    if (dotSlash >= 0)
      return GridPath.ofCap(text.substring(0, dotSlash), text.substring(dotSlash + 3));
    int slash = text.indexOf('/');
    return slash < 0
        ? GridPath.ofCap(text, "")
        : GridPath.ofCap(text.substring(0, slash), text.substring(slash + 1));
  }

  private GridPath ofAlias(String alias, String path) {
    Optional<String> cap = aliases.find(alias);
    if (cap.isPresent()) return GridPath.ofCap(cap.get(), path);
    if (alias.equals(SHARED) || alias.equals(GLOBAL)) return GridPath.inDrive(GLOBAL, path);
    if (alias.equals(PRIVATE)) return GridPath.inDrive(PRIVATE, path);
    throw CommandFailure.failed(
        "%sUnknown alias %s, please create it with '%s add-alias' or '%s create-alias'."
            .formatted(
                program.equals(TAHOE) ? "error: " : "", Quoting.quoted(alias), program, program));
  }
}
