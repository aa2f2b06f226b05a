package org.truckee.protocol.announcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519VerifyingKey;

/**
 * The form in which a configuration knows servers without an introducer: {@code {server id:
 * fields}}, those of all services of one node together, without numbers and signatures.
 *
 * @param services the services of one node that can be used
 * @param complaints the faults of its entry; where services are left, they are used all the same
 */
public record ConfiguredServers(List<Announcement> services, List<String> complaints) {
  private static final List<String> OF_ONE_ANNOUNCEMENT =
      List.of("version", "app-versions", "oldest-supported", "service-name", "seqnum", "nonce");

  /** The fields that an entry may have about a service. */
  private static final Set<String> OF_SERVICES =
      Set.of(
          "nickname",
          "my-version",
          AnnouncementFields.SEED,
          AnnouncementFields.STORAGE_NURLS,
          AnnouncementFields.STORAGE_FURL,
          AnnouncementFields.UNPROVED,
          AnnouncementFields.VDRIVE_NURLS,
          AnnouncementFields.VDRIVE_ROOT);

  /** Takes copies. */
  public ConfiguredServers {
    services = List.copyOf(services);
    complaints = List.copyOf(complaints);
  }

  /** The services of the node {@code serverId} that {@code fields} describe. */
  public static ConfiguredServers read(String serverId, JsonNode fields) {
    if (!fields.isObject()) return refused("it must be an object");
    if (!isKey(serverId))
      return refused("its name is no id of a server, which is a key in v0- form");
    List<Announcement> services = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    if (fields.has(AnnouncementFields.STORAGE_NURLS))
      add(serverId, fields, Announcement.STORAGE, services, complaints);
    if (fields.has(AnnouncementFields.VDRIVE_NURLS))
      add(serverId, fields, Announcement.VDRIVE, services, complaints);
    if (services.isEmpty() && complaints.isEmpty())
      complaints.add("it holds no NURL of a storage or vdrive service");
    complaints.addAll(oddities(fields));
    return new ConfiguredServers(services, complaints);
  }

  private static ConfiguredServers refused(String complaint) {
    return new ConfiguredServers(List.of(), List.of(complaint));
  }

  private static boolean isKey(String serverId) {
    try {
      Ed25519VerifyingKey.parse(serverId);
      return true;
    } catch (IllegalArgumentException other) {
      return false;
    }
  }

  private static void add(
      String serverId,
      JsonNode fields,
      String service,
      List<Announcement> services,
      List<String> complaints) {
    try {
      services.add(service(serverId, fields, service).checked());
    } catch (GridException | IllegalArgumentException e) {
      complaints.add("its " + service + " service: " + FailureText.sentence(e));
    }
  }

  /** The faults that keep no service from being used. */
  private static List<String> oddities(JsonNode fields) {
    List<String> oddities = new ArrayList<>();
    fields.fieldNames().forEachRemaining(key -> noteUnknown(key, oddities));
    if (fields.has(AnnouncementFields.VDRIVE_ROOT)
        && !AnnouncedVdrive.isRoot(fields.get(AnnouncementFields.VDRIVE_ROOT)))
      oddities.add("its " + AnnouncementFields.VDRIVE_ROOT + " is no capability of a directory");
    return oddities;
  }

  private static void noteUnknown(String key, List<String> oddities) {
    if (OF_SERVICES.contains(key) || OF_ONE_ANNOUNCEMENT.contains(key)) return;
    oddities.add("its key " + UnusableEntry.called(key, 1) + " is not known");
  }

  private static Announcement service(String serverId, JsonNode fields, String service) {
    ObjectNode all = fields.deepCopy();
    all.put("service-name", service);
    all.put("seqnum", 0);
    return new Announcement(Ed25519VerifyingKey.parse(serverId), Bytes.EMPTY, Bytes.EMPTY, all);
  }

  /** The entry of a configuration for {@code services}. */
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
