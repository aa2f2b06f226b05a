package org.truckee.protocol.announcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.protocol.account.Admission;
import org.truckee.protocol.account.MemberAccount;

/**
 * A node's description of its storage service, in Tahoe's form: the NURL, and a FURL, of which
 * clients need the TubID.
 *
 * @param permutationSeed its place in permuted orders; its key, if that is not given
 * @param admission the word of the operator whose accounts it takes, if it has one
 */
public record AnnouncedStorage(
    String nickname,
    Nurl nurl,
    Bytes tubId,
    String applicationVersion,
    Optional<Bytes> permutationSeed,
    Optional<Admission> admission)
    implements AnnouncedService {
  /** A service that stands in permuted orders where its key says. */
  public AnnouncedStorage(String nickname, Nurl nurl, Bytes tubId, String applicationVersion) {
    this(nickname, nurl, tubId, applicationVersion, Optional.empty(), Optional.empty());
  }

  @Override
  public ObjectNode fields(Ed25519VerifyingKey key) {
    ObjectNode fields = AnnouncedService.common(Announcement.STORAGE, nickname, applicationVersion);
    fields.put(AnnouncementFields.SEED, permutationSeed.orElse(key.bytes()).toString());
    fields.putArray(AnnouncementFields.STORAGE_NURLS).add(nurl.toUri());
    fields.put(AnnouncementFields.STORAGE_FURL, furl());
    admission.ifPresent(
        word ->
            fields
                .putObject(AnnouncementFields.ADMISSION)
                .put(AnnouncementFields.OPERATOR, word.operator().toString())
                .put(AnnouncementFields.SIGNATURE, word.signature().toString()));
    return fields;
  }

  /**
   * The address of {@code server} for a gateway with {@code account}. It holds the token of the
   * account, if the operator of the account has admitted the server, and else what is announced.
   */
  public static Nurl nurl(Announcement server, Optional<MemberAccount> account) {
    Nurl announced = server.nurl();
    return account
        .filter(member -> isAdmitted(server, announced, member))
        .map(
            member ->
                new Nurl(announced.spkiHash(), announced.host(), announced.port(), member.token()))
        .orElse(announced);
  }

  private static boolean isAdmitted(Announcement server, Nurl announced, MemberAccount member) {
    JsonNode word = server.fields().path(AnnouncementFields.ADMISSION);
    if (!word.path(AnnouncementFields.OPERATOR).asText().equals(member.operator().toString()))
      return false;
    try {
      Bytes signature = Bytes.ofBase32(word.path(AnnouncementFields.SIGNATURE).asText());
      return new Admission(member.operator(), signature).admits(announced.spkiHash());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
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
