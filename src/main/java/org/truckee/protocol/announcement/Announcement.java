package org.truckee.protocol.announcement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * A node's description of one of its services, signed: Tahoe's announcement, a JSON text under an
 * Ed25519 signature. It holds the NURLs of the service, so everybody who sees it may use the
 * service. On the wire it is a JSON object of {@code msg}, the text that was signed, {@code sig}
 * and {@code key}, both {@code v0-} and base32.
 *
 * @param message the text that was signed, to the byte
 */
public record Announcement(
    Ed25519VerifyingKey key, Bytes message, Bytes signature, JsonNode fields) {
  /** The largest announcement, on the wire. */
  public static final int MAX_SIZE = 16 << 10;

  /** The service of storage servers. */
  public static final String STORAGE = "storage";

  /** The service of vdrive servers. */
  public static final String VDRIVE = "vdrive";

  private static final int MAX_SHOWN = 100;

  /** The service names that logs and pages can show as they are. */
  private static final Pattern PLAIN = Pattern.compile("[!-~]+");

  private static final int MAX_SEED = 256;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads the form on the wire. {@code BAD_REQUEST} if it is malformed or too large, or not signed
   * by the key it names.
   */
  public static Announcement parse(String text) {
    if (text.length() > MAX_SIZE)
      throw AnnouncementFields.bad("it has more than " + MAX_SIZE + " characters");
    try {
      JsonNode outer = JSON.readTree(text);
      Bytes message = Bytes.utf8(text(outer, "msg"));
      Ed25519VerifyingKey key = Ed25519VerifyingKey.parse(text(outer, "key"));
      String signature = text(outer, "sig");
      if (!signature.startsWith("v0-"))
        throw AnnouncementFields.bad("its signature is of an unknown kind");
      return verified(key, message, Bytes.ofBase32(signature.substring(3)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw AnnouncementFields.bad("it is malformed");
    }
  }

  /** Takes {@code message} apart, if {@code key} has signed it; {@code BAD_REQUEST} if not. */
  public static Announcement verified(Ed25519VerifyingKey key, Bytes message, Bytes signature)
      throws JsonProcessingException {
    if (!key.verifies(message, signature)) throw AnnouncementFields.bad("its signature is wrong");
    JsonNode fields = JSON.readTree(message.toUtf8());
    Announcement announcement = new Announcement(key, message, signature, fields);
    if (!fields.path("seqnum").canConvertToLong())
      throw AnnouncementFields.bad("seqnum is missing");
    if (announcement.service().isEmpty()) throw AnnouncementFields.bad("service-name is missing");
    return announcement;
  }

  /** Returns the form on the wire, on one line. */
  public String toJson() {
    ObjectNode outer = JSON.createObjectNode();
    outer.put("msg", message.toUtf8());
    outer.put("sig", "v0-" + signature);
    outer.put("key", key.toString());
    return outer.toString();
  }

  /** The id of the node: its key. */
  public String serverId() {
    return key.toString();
  }

  /** The name of the service. */
  public String service() {
    return fields.path("service-name").asText("");
  }

  /** The display name of the node; any text, cut to a length that can be shown. */
  public String nickname() {
    return cut(fields.path("nickname").asText(""));
  }

  /** The version of the node's program, cut to a length that can be shown. */
  public String applicationVersion() {
    return cut(fields.path("my-version").asText("unknown"));
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MAX_SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN));
  }

  /**
   * Returns whether it comes from a configuration, and so from the owner and not from a stranger.
   */
  public boolean isConfigured() {
    return signature.size() == 0;
  }

  /** Checks that no part is too large to be kept and told; {@code BAD_REQUEST} if one is. */
  public Announcement bounded() {
    if (service().length() > MAX_SHOWN)
      throw AnnouncementFields.bad("its service-name is too long");
    if (!PLAIN.matcher(service()).matches())
      throw AnnouncementFields.bad("its service-name is no plain word");
    if (message.size() > MAX_SIZE)
      throw AnnouncementFields.bad("it has more than " + MAX_SIZE + " bytes");
    return this;
  }

  /**
   * Checks everything that a gateway needs of a server's announcement, so that a useless one is
   * refused where it comes in; {@code BAD_REQUEST} says why.
   */
  public Announcement checked() {
    bounded();
    Host.check(nurl().host());
    if (permutationSeed().size() > MAX_SEED)
      throw AnnouncementFields.bad("its permutation seed is too long");
    if (service().equals(STORAGE)) AnnouncementFields.tubId(fields);
    return this;
  }

  /** The number of this announcement under its key. */
  public long sequence() {
    return fields.path("seqnum").asLong();
  }

  /**
   * A few characters of the key, and the nickname if it is plain: enough to tell servers apart in a
   * message.
   */
  public String shortName() {
    String name = nickname();
    String start = serverId().substring(3, 11);
    return name.matches("[A-Za-z0-9._-]{1,32}") ? name + " (" + start + ")" : start;
  }

  /**
   * The address of the service; {@code BAD_REQUEST} if there is none that can be reached from here.
   */
  public Nurl nurl() {
    for (JsonNode nurl : nurls()) {
      Optional<Nurl> parsed = parseNurl(nurl.asText());
      if (parsed.isPresent()) return parsed.get();
    }
    throw AnnouncementFields.bad("it holds no NURL that is understood");
  }

  private List<JsonNode> nurls() {
    List<JsonNode> nurls = new ArrayList<>();
    fields
        .path(
            service().equals(VDRIVE)
                ? AnnouncementFields.VDRIVE_NURLS
                : AnnouncementFields.STORAGE_NURLS)
        .forEach(nurls::add);
    return nurls;
  }

  private static Optional<Nurl> parseNurl(String text) {
    try {
      return Optional.of(Nurl.parse(text));
    } catch (GridException other) {
      return Optional.empty();
    }
  }

  /** The place of the server in permuted orders: the announced one, else its key. */
  public Bytes permutationSeed() {
    String announced = fields.path(AnnouncementFields.SEED).asText("");
    if (announced.isEmpty()) return key.bytes();
    try {
      return Bytes.ofBase32(announced);
    } catch (IllegalArgumentException e) {
      return fallbackSeed();
    }
  }

  private Bytes fallbackSeed() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return Bytes.wrap(sha256.digest(Bytes.utf8(serverId()).toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Returns whether {@code other} describes the service alike, and differs at most in its number.
   */
  public boolean sameService(Announcement other) {
    return Objects.equals(withoutNumbers(), other.withoutNumbers());
  }

  private JsonNode withoutNumbers() {
    ObjectNode copy = fields.deepCopy();
    copy.remove(List.of("seqnum", "nonce"));
    return copy;
  }

  /** Returns who announces what, without the addresses. */
  @Override
  public String toString() {
    return "Announcement(" + service() + " of " + shortName() + ", " + sequence() + ")";
  }

  private static String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) throw AnnouncementFields.bad(field + " is missing");
    return value.asText();
  }
}
