package org.truckee.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * The form in which a configuration knows servers without an introducer: {@code {server id:
 * fields}}, those of all services of one node together, without numbers and signatures.
 */
public final class ConfiguredServers {
  private static final List<String> OF_ONE_ANNOUNCEMENT =
      List.of("version", "app-versions", "oldest-supported", "service-name", "seqnum", "nonce");

  private ConfiguredServers() {}

  /**
   * The services of the node {@code serverId}, of which {@code fields} tell; {@code BAD_REQUEST} if
   * there are none.
   */
  public static List<Announcement> read(String serverId, JsonNode fields) {
    List<Announcement> services = new ArrayList<>();
    if (fields.has(AnnouncedStorage.NURLS))
      services.add(service(serverId, fields, Announcement.STORAGE));
    if (fields.has(AnnouncedVdrive.NURLS))
      services.add(service(serverId, fields, Announcement.VDRIVE));
    if (services.isEmpty())
      throw Announcement.bad("it holds no NURL of a storage or vdrive service");
    return services;
  }

  private static Announcement service(String serverId, JsonNode fields, String service) {
    ObjectNode all = fields.deepCopy();
    all.put("service-name", service);
    all.put("seqnum", 0);
    return new Announcement(Ed25519VerifyingKey.parse(serverId), Bytes.EMPTY, Bytes.EMPTY, all);
  }

  /** What is to stand in a configuration for {@code services}. */
  public static ObjectNode write(List<Announcement> services) {
    ObjectNode servers = JsonNodeFactory.instance.objectNode();
    for (Announcement service : services) {
      ObjectNode fields = servers.withObjectProperty(service.serverId());
      fields.setAll((ObjectNode) service.fields().deepCopy());
      fields.remove(OF_ONE_ANNOUNCEMENT);
    }
    return servers;
  }
}
