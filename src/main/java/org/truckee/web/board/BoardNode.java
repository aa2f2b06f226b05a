package org.truckee.web.board;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.truckee.platform.HomePath;

/**
 * A node that a board asks, and the one kind of figures that its word counts for.
 *
 * @param place where its admin port is
 * @param own whether it is the node of the board itself, which is believed
 */
public record BoardNode(Kind kind, Place place, boolean own) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** The kinds of nodes. */
  public enum Kind {
    /** Tells of files, shares and a disk. */
    STORAGE("Storage server"),
    /** Tells of directories. */
    VDRIVE("Vdrive server"),
    /** Tells of visitors. */
    GATEWAY("Gateway");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * The address of an admin port, or the directory of a node of this machine, which tells it.
   *
   * @param address the first, ending with a slash
   * @param directory the second
   */
  public record Place(Optional<URI> address, Optional<Path> directory) {
    /** The admin port of the node in {@code directory}. */
    public static Place in(Path directory) {
      return new Place(Optional.empty(), Optional.of(directory));
    }

    /** Reads an address, or else a path; {@link IllegalArgumentException} says what is wrong. */
    public static Place parse(String text) {
      if (text.contains("://"))
        return new Place(Optional.of(BoardNode.address(text)), Optional.empty());
      try {
        if (text.isBlank()) throw new IllegalArgumentException("holds an empty text");
        return in(HomePath.of(text));
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("holds something that is no path: " + text, e);
      }
    }

    /** The place as seen from {@code root}. */
    Place from(Path root) {
      return new Place(address, directory.map(root::resolve));
    }

    /** The words for it in a log. */
    @Override
    public String toString() {
      return address.map(URI::toString).or(() -> directory.map(Path::toString)).orElseThrow();
    }
  }

  /** Checks that both are there. */
  public BoardNode {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(place, "place");
  }

  /** The address in {@code text}; {@link IllegalArgumentException} says what is wrong. */
  static URI address(String text) {
    try {
      URI address = new URI(text.endsWith("/") ? text : text + "/");
      boolean good =
          address.getScheme() != null
              && SCHEMES.contains(address.getScheme())
              && address.getHost() != null
              && address.getPort() <= 65535
              && address.getRawUserInfo() == null
              && address.getRawQuery() == null
              && address.getRawFragment() == null;
      if (good) return address;
    } catch (URISyntaxException malformed) {
      throw no(text, malformed);
    }
    throw no(text, null);
  }

  private static IllegalArgumentException no(String text, Exception cause) {
    return new IllegalArgumentException(
        "holds something that is no address of an admin port, such as http://127.0.0.1:9461/: "
            + text,
        cause);
  }
}
