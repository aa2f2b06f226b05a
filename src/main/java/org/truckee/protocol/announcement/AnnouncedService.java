package org.truckee.protocol.announcement;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;

/** A node's description of one of its services, before it is numbered and signed. */
public sealed interface AnnouncedService permits AnnouncedStorage, AnnouncedVdrive {
  /** The fields in the announcement of a node that signs with {@code key}. */
  ObjectNode fields(Ed25519VerifyingKey key);

  /** The fields in the announcement of every {@code service}. */
  static ObjectNode common(String service, String nickname, String applicationVersion) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("version", 0);
    fields.put("nickname", nickname);
    fields.putObject("app-versions");
    fields.put("my-version", applicationVersion);
    fields.put("oldest-supported", "1.0.0");
    fields.put("service-name", service);
    return fields;
  }

  /**
   * Makes and signs an announcement of {@code service}; of two announcements under one key, the
   * higher {@code sequence} counts.
   */
  static Announcement sign(
      Ed25519SigningKey key, AnnouncedService service, long sequence, Bytes nonce) {
    ObjectNode fields = service.fields(key.verifyingKey());
    fields.put("seqnum", sequence);
    fields.put("nonce", nonce.toString());
    Bytes message = Bytes.utf8(fields.toString());
    return new Announcement(key.verifyingKey(), message, key.sign(message), fields);
  }
}
