package org.truckee.client.server.introducer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.truckee.protocol.announcement.Announcement;

/**
 * An announcement as a gateway remembers it. In the file, a line is the form on the wire with
 * {@code heard} and {@code reached} (seconds) and {@code forgotten} beside the signed text; lines
 * of older versions have none of them.
 *
 * @param heard when it came
 * @param reached when its server was last known to answer
 * @param forgotten whether the gateway's owner wants to hear no more of it, until it is newer
 */
record HeardAnnouncement(
    Announcement announcement, Instant heard, Optional<Instant> reached, boolean forgotten) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static HeardAnnouncement of(Announcement announcement, Instant heard) {
    return new HeardAnnouncement(announcement, heard, Optional.empty(), false);
  }

  /** Reads a line; one that does not say when it was heard is taken to be heard {@code now}. */
  static HeardAnnouncement parse(String line, Instant now) {
    try {
      JsonNode fields = JSON.readTree(line);
      return new HeardAnnouncement(
          Announcement.parse(line),
          Instant.ofEpochSecond(fields.path("heard").asLong(now.getEpochSecond())),
          fields.has("reached")
              ? Optional.of(Instant.ofEpochSecond(fields.path("reached").asLong()))
              : Optional.empty(),
          fields.path("forgotten").asBoolean(false));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
  }

  /** The line of the file. */
  String toLine() {
    try {
      ObjectNode line = (ObjectNode) JSON.readTree(announcement.toJson());
      line.put("heard", heard.getEpochSecond());
      reached.ifPresent(at -> line.put("reached", at.getEpochSecond()));
      if (forgotten) line.put("forgotten", true);
      return line.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an announcement is JSON", e);
    }
  }

  /** The key that it is remembered under. */
  String key() {
    return announcement.service() + " " + announcement.serverId();
  }

  /** The bytes that it counts as. */
  long size() {
    return announcement.message().size();
  }

  /**
   * Its worth: the later, the more; a server that was reached is worth more than one that never
   * was.
   */
  Instant worth() {
    return reached.orElse(heard.minusSeconds(Integer.MAX_VALUE));
  }

  boolean isOlderThan(Instant time) {
    return heard.isBefore(time) && reached.map(at -> at.isBefore(time)).orElse(true);
  }

  /** The same, heard at {@code time} if it was heard before that. */
  HeardAnnouncement notBefore(Instant time) {
    return isOlderThan(time) ? new HeardAnnouncement(announcement, time, reached, forgotten) : this;
  }

  HeardAnnouncement reachedAt(Instant time) {
    return new HeardAnnouncement(announcement, heard, Optional.of(time), forgotten);
  }

  HeardAnnouncement forget() {
    return new HeardAnnouncement(announcement, heard, reached, true);
  }
}
