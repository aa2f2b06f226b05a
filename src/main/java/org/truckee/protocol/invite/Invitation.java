package org.truckee.protocol.invite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.protocol.announcement.Nurl;

/**
 * What an invite brings, as JSON: {@code {"version": 1, "introducer": NURL, "account": TEXT}}. The
 * bytes are a secret.
 *
 * @param introducer the introducer of the grid
 * @param account the account that was made for the friend, if the grid's operator invites
 */
public record Invitation(Nurl introducer, Optional<MemberAccount> account) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  /** Reads the bytes; {@code BAD_REQUEST}, which does not quote them, if they are none. */
  public static Invitation parse(Bytes bytes) {
    try {
      JsonNode json = JSON.readTree(bytes.toUtf8());
      if (json.path("version").asInt() != VERSION)
        throw bad("it is of a version that this program does not know");
      return new Invitation(
          Nurl.parse(json.path("introducer").asText()),
          Optional.ofNullable(json.get("account")).map(text -> MemberAccount.parse(text.asText())));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw bad("it is malformed");
    }
  }

  private static GridException bad(String reason) {
    return new GridException(
        GridException.Kind.BAD_REQUEST, "the invitation can't be used: " + reason);
  }

  /** The bytes; never for a log. */
  public Bytes reveal() {
    ObjectNode json =
        JSON.createObjectNode().put("version", VERSION).put("introducer", introducer.toUri());
    account.ifPresent(member -> json.put("account", member.reveal()));
    return Bytes.utf8(json.toString());
  }
}
