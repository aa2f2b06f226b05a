package org.truckee.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.truckee.cap.Capability;

/**
 * What an answer about something immutable is known by, so that who has it need not get it again:
 * the storage index, and what was asked.
 */
record EntityTag(String text) {
  /**
   * The tag of the answer to {@code t} about {@code cap}; empty if it can change, or has no shares.
   */
  static Optional<EntityTag> of(Capability cap, String t) {
    if (cap.isMutable()) return Optional.empty();
    String kind = cap.isDirectory() ? "DIR:" : "";
    return cap.verifyCap().map(verify -> new EntityTag(kind + verify.storageIndex() + "-" + t));
  }

  /** Whether {@code request} comes from somebody who has the answer. */
  boolean isKnownTo(HttpServerRequest request) {
    String known = request.getHeader("If-None-Match");
    if (known == null) return false;
    for (String candidate : known.split(",", 64)) {
      String plain = candidate.strip().replaceFirst("^W/", "").replace("\"", "");
      if (plain.equals(text) || plain.equals("*")) return true;
    }
    return false;
  }
}
