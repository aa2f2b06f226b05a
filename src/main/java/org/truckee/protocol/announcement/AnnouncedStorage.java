package org.truckee.protocol.announcement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * A node's description of its storage service, in Tahoe's form: the NURL, and a FURL, of which
 * clients need the TubID.
 *
 * @param permutationSeed its place in permuted orders; its key, if that is not given
 */
public record AnnouncedStorage(
    String nickname,
    Nurl nurl,
    Bytes tubId,
    String applicationVersion,
    Optional<Bytes> permutationSeed)
    implements AnnouncedService {
  /** A service that stands in permuted orders where its key says. */
  public AnnouncedStorage(String nickname, Nurl nurl, Bytes tubId, String applicationVersion) {
    this(nickname, nurl, tubId, applicationVersion, Optional.empty());
  }

  @Override
  public ObjectNode fields(Ed25519VerifyingKey key) {
    ObjectNode fields = AnnouncedService.common(Announcement.STORAGE, nickname, applicationVersion);
    fields.put(AnnouncementFields.SEED, permutationSeed.orElse(key.bytes()).toString());
    fields.putArray(AnnouncementFields.STORAGE_NURLS).add(nurl.toUri());
    fields.put(AnnouncementFields.STORAGE_FURL, furl());
    return fields;
  }

  private String furl() {
    return "pb://%s@tcp:%s:%d/%s"
        .formatted(tubId, nurl.host(), nurl.port(), nurl.swissnum().bytes().toUtf8());
  }

  /**
   * The TubID that {@code server} has to prove in TLS before a secret is derived from it: announced
   * TubIDs have to be proved, and configured ones too unless the entry says {@code
   * "unproved-TubID": true}.
   */
  public static Optional<Bytes> tubIdToProve(Announcement server) {
    boolean exempt =
        server.isConfigured() && server.fields().path(AnnouncementFields.UNPROVED).asBoolean(false);
    return exempt ? Optional.empty() : Optional.of(tubId(server));
  }

  /**
   * The id that the lease secrets of {@code server} are made for; {@code BAD_REQUEST} if it is not
   * announced.
   */
  public static Bytes tubId(Announcement server) {
    return AnnouncementFields.tubId(server.fields());
  }
}
