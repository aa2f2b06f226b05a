package org.truckee.introducer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.truckee.protocol.announcement.Announcement;

/**
 * One announcement as an introducer keeps it: the text for followers, and the fields that pages
 * show. In the file, a line is that text with {@code received} (seconds) and {@code from} beside
 * the signed text; lines of older versions have neither.
 *
 * @param wire the form on the wire
 * @param received when it came
 * @param source the address that it came from, or an empty text
 */
record KeptAnnouncement(String wire, About about, Instant received, String source) {
  /** What the announcement says of its service. */
  record About(String serverId, String service, String nickname, String version, long sequence) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  static KeptAnnouncement of(Announcement announcement, Instant received, String source) {
    return new KeptAnnouncement(
        announcement.toJson(),
        new About(
            announcement.serverId(),
            announcement.service(),
            announcement.nickname(),
            announcement.applicationVersion(),
            announcement.sequence()),
        received,
        source);
  }

  /** Reads a line; one without a time counts as received {@code now}. */
  static KeptAnnouncement parse(String line, Instant now) {
    Announcement announcement = Announcement.parse(line);
    try {
      var fields = JSON.readTree(line);
      long seconds = fields.path("received").asLong(now.getEpochSecond());
      Instant received = Instant.ofEpochSecond(Math.min(seconds, now.getEpochSecond()));
      return of(announcement, received, fields.path("from").asText(""));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an announcement is JSON", e);
    }
  }

  /** The line of the file. */
  String toLine() {
    try {
      ObjectNode fields = (ObjectNode) JSON.readTree(wire);
      return fields.put("received", received.getEpochSecond()).put("from", source).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an announcement is JSON", e);
    }
  }

  /** The key that it is kept under. */
  String key() {
    return about.serverId + " " + about.service;
  }
}
