package org.truckee.cli.copy;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.name.UrlText;
import org.truckee.cli.session.CommandFailure;

/** A file of the grid. */
record GridSource(GridNode node) implements FileSource {
  /** Returns whether a link to it is as good as a copy. */
  boolean isImmutable() {
    return !node.isMutable();
  }

  /** The capability to read it. */
  String readCap() {
    return node.bestCapToRead()
        .orElseThrow(() -> CommandFailure.failed("a file has no capability to read it by"));
  }

  /** The capability that a link to it holds. */
  String linkCap() {
    return node.bestCap().orElseGet(this::readCap);
  }

  /** The address of its contents at the gateway. */
  String url() {
    return "/uri/" + UrlText.encode(readCap());
  }

  @Override
  public OptionalLong size() {
    return node.size();
  }

  @Override
  public OptionalLong changed() {
    return isImmutable() ? micros(node.changed()) : OptionalLong.empty();
  }

  private static OptionalLong micros(OptionalDouble seconds) {
    return seconds.isPresent()
        ? OptionalLong.of(Math.round(seconds.getAsDouble() * 1e6))
        : OptionalLong.empty();
  }
}
