package org.truckee.web.guard;

import java.util.Objects;
import java.util.Optional;

/**
 * How far a gateway is open.
 *
 * @param open whether strangers use it: then files are only saved, never shown beside its pages,
 *     and the shared drive is only read
 * @param content the origins at which their files are shown nevertheless, if there are any
 */
public record Openness(boolean open, Optional<ContentOrigin> content) {
  /** Not to strangers. */
  public static final Openness NONE = new Openness(false, Optional.empty());

  /** Checks that only a gateway for strangers has such origins. */
  public Openness {
    Objects.requireNonNull(content, "content");
    if (content.isPresent() && !open) throw new IllegalArgumentException("origins without need");
  }
}
