package org.truckee.protocol.announcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * A node's description of its vdrive service.
 *
 * @param root the capability of the shared drive's directory, as far as all are to have it
 */
public record AnnouncedVdrive(
    String nickname, Nurl nurl, Optional<Capability> root, String applicationVersion)
    implements AnnouncedService {
  @Override
  public ObjectNode fields(Ed25519VerifyingKey key) {
    ObjectNode fields = AnnouncedService.common(Announcement.VDRIVE, nickname, applicationVersion);
    fields.putArray(AnnouncementFields.VDRIVE_NURLS).add(nurl.toUri());
    root.ifPresent(everybodys -> fields.put(AnnouncementFields.VDRIVE_ROOT, everybodys.toUri()));
    return fields;
  }

  /**
   * The capability of the shared drive's directory, if {@code server} announces one that is
   * understood here.
   */
  public static Optional<Capability> root(Announcement server) {
    return directory(server.fields().path(AnnouncementFields.VDRIVE_ROOT).asText(""));
  }

  /** Returns whether {@code value} names a shared drive's directory. */
  static boolean isRoot(JsonNode value) {
    return directory(value.asText("")).isPresent();
  }

  private static Optional<Capability> directory(String text) {
    try {
      return Optional.of(Capability.parse(text)).filter(Capability::isDirectory);
    } catch (GridException malformed) {
      return Optional.empty();
    }
  }
}
