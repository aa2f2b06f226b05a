package org.truckee.protocol.announcement;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
}
