package org.truckee.client.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.announcement.AnnouncedService;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;

/** Announcements that are signed as they should be, and lead to no server that can be used. */
public final class UselessAnnouncements {
  private static final ObjectMapper JSON = new ObjectMapper();

  private UselessAnnouncements() {}

  public static List<Announcement> all() {
    List<Announcement> all = new ArrayList<>();
    String[][] changes = {
      {"anonymous-storage-FURL", null},
      {"anonymous-storage-FURL", "\"\""},
      {"anonymous-storage-FURL", "7"},
      {"anonymous-storage-FURL", "\"pb://short@tcp:a:1/s\""},
      {"anonymous-storage-NURLs", null},
      {"anonymous-storage-NURLs", "[]"},
      {"anonymous-storage-NURLs", "\"pb://\""},
      {"anonymous-storage-NURLs", "[7, null, {}]"},
      {"anonymous-storage-NURLs", nurl("224.0.0.1")},
      {"anonymous-storage-NURLs", nurl("255.255.255.255")},
      {"anonymous-storage-NURLs", nurl("[ff02::1]")},
      {"anonymous-storage-NURLs", nurl("999.1.1.1")},
      {"permutation-seed-base32", "\"" + "a".repeat(4_000) + "\""},
    };
    for (String[] change : changes) all.add(changed(change[0], change[1]));
    return all;
  }

  private static String nurl(String host) {
    return "[\"pb://" + "A".repeat(43) + "@" + host + ":1/s#v=1\"]";
  }

  /** A good announcement in which {@code field} holds {@code json}, or nothing. */
  static Announcement changed(String field, String json) {
    try {
      Ed25519SigningKey key = Ed25519SigningKey.generate(new Random(field.hashCode()));
      Nurl nurl = new Nurl(Bytes.wrap(new byte[32]), "127.0.0.1", 1, new Secret(Bytes.utf8("s")));
      AnnouncedStorage good = new AnnouncedStorage("x", nurl, Bytes.wrap(new byte[20]), "test");
      ObjectNode fields =
          (ObjectNode) AnnouncedService.sign(key, good, 1, Bytes.utf8("nonce")).fields().deepCopy();
      if (json == null) fields.remove(field);
      else fields.set(field, JSON.readTree(json));
      Bytes message = Bytes.utf8(fields.toString());
      return Announcement.verified(key.verifyingKey(), message, key.sign(message));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
