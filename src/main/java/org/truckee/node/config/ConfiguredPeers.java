package org.truckee.node.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.node.setting.ConfigReader;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.ConfiguredServers;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.announcement.UnusableEntry;

/**
 * The other nodes that a configuration names. An entry that can't be used is refused alone, and the
 * others are used.
 *
 * @param introducers the introducers that the node follows and tells of itself
 * @param servers the services of servers that it knows without an introducer
 * @param unusable the entries of which something, or all, can't be used
 */
public record ConfiguredPeers(
    List<Nurl> introducers, List<Announcement> servers, List<UnusableEntry> unusable) {
  private static final String INTRODUCERS = "introducers";
  private static final String SERVERS = "servers";

  /** The id of a key, or a TubID, as pages and commands show them. */
  private static final Pattern SERVER_ID = Pattern.compile("v0-[a-z2-7]{52}|[a-z2-7]{32}");

  /** Takes copies. */
  public ConfiguredPeers {
    introducers = List.copyOf(introducers);
    servers = List.copyOf(servers);
    unusable = List.copyOf(unusable);
  }

  /** Nobody but {@code introducers}. */
  static ConfiguredPeers of(List<Nurl> introducers) {
    return new ConfiguredPeers(introducers, List.of(), List.of());
  }

  /** Returns whether {@code text} is the id of a server. */
  static boolean isServerId(String text) {
    return SERVER_ID.matcher(text).matches();
  }

  /** Reads the lists of introducers and of servers. */
  static ConfiguredPeers read(ConfigReader reader) {
    List<UnusableEntry> unusable = new ArrayList<>();
    List<Nurl> introducers = introducers(reader.list(INTRODUCERS), unusable);
    List<Announcement> servers = servers(reader.raw(SERVERS), unusable);
    return new ConfiguredPeers(introducers, servers, unusable);
  }

  private static List<Nurl> introducers(List<JsonNode> entries, List<UnusableEntry> unusable) {
    List<Nurl> introducers = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      try {
        if (!entries.get(i).isTextual()) throw new IllegalArgumentException("not a text");
        introducers.add(Nurl.parse(entries.get(i).asText()));
      } catch (GridException | IllegalArgumentException e) {
        unusable.add(UnusableEntry.of(INTRODUCERS, "number " + (i + 1), FailureText.sentence(e)));
      }
    }
    return introducers;
  }

  private static List<Announcement> servers(JsonNode entries, List<UnusableEntry> unusable) {
    List<Announcement> servers = new ArrayList<>();
    int place = 0;
    for (Map.Entry<String, JsonNode> entry : entries.properties()) {
      String called = UnusableEntry.called(entry.getKey(), ++place);
      ConfiguredServers read = ConfiguredServers.read(entry.getKey(), entry.getValue());
      servers.addAll(read.services());
      for (String complaint : read.complaints())
        unusable.add(new UnusableEntry(SERVERS, called, complaint, !read.services().isEmpty()));
    }
    return servers;
  }

  /**
   * Refuses peers of which nobody can be used, {@code BAD_CONFIG}; but not those of a gateway that
   * waits for no introducer, since its pages show what is wrong.
   */
  void requireSome(ConfigReader reader, boolean isGateway) {
    if (unusable.isEmpty() || !introducers.isEmpty() || !servers.isEmpty()) return;
    UnusableEntry first = unusable.get(0);
    if (first.setting().equals(INTRODUCERS))
      throw reader.bad(INTRODUCERS, "holds something that is " + first.reason());
    if (!isGateway) throw reader.bad(SERVERS, first.complaint());
  }
}
