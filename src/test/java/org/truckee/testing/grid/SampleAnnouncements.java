package org.truckee.testing.grid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.protocol.announcement.AnnouncedService;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;

/** Announcements of nodes, in tests. */
public final class SampleAnnouncements {
  private static final Nurl NURL =
      new Nurl(Bytes.wrap(new byte[32]), "127.0.0.1", 1, new Secret(Bytes.utf8("swissnum")));

  private static final Map<Integer, Ed25519SigningKey> KEYS = new ConcurrentHashMap<>();

  private static final Map<Integer, Ed25519VerifyingKey> KNOWN = new ConcurrentHashMap<>();

  private SampleAnnouncements() {}

  /** The storage service of node {@code number}, signed. */
  public static Announcement signed(int number, long sequence) {
    return signed(number, sequence, "node" + number);
  }

  /** The same, of a node that is called {@code nickname}. */
  public static Announcement signed(int number, long sequence, String nickname) {
    AnnouncedStorage service =
        new AnnouncedStorage(nickname, NURL, Bytes.wrap(new byte[20]), "test");
    return AnnouncedService.sign(key(number), service, sequence, Bytes.utf8("nonce"));
  }

  /** The storage service of node {@code number}, which has a TubID of its own, signed. */
  public static Announcement withTubId(int number) {
    byte[] tubId = new byte[20];
    tubId[0] = (byte) number;
    AnnouncedStorage service =
        new AnnouncedStorage("node" + number, NURL, Bytes.wrap(tubId), "test");
    return AnnouncedService.sign(key(number), service, 1, Bytes.utf8("nonce"));
  }

  /** A service that is called {@code name}, signed. */
  public static Announcement signedService(String name) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("service-name", name).put("seqnum", 1);
    Bytes message = Bytes.utf8(fields.toString());
    return new Announcement(key(1).verifyingKey(), message, key(1).sign(message), fields);
  }

  /** A service of any name, of so many characters and under no signature. */
  public static Announcement unsigned(int number, String service, long sequence, int size) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("service-name", service).put("nickname", "node" + number).put("seqnum", sequence);
    int missing = size - of(number, fields).toJson().length() - 17;
    if (missing > 0) fields.put("padding", "x".repeat(missing));
    return of(number, fields);
  }

  private static Announcement of(int number, JsonNode fields) {
    Bytes message = Bytes.utf8(fields.toString());
    return new Announcement(
        KNOWN.computeIfAbsent(number, seed -> key(seed).verifyingKey()),
        message,
        Bytes.wrap(new byte[64]),
        fields);
  }

  private static Ed25519SigningKey key(int number) {
    return KEYS.computeIfAbsent(number, seed -> Ed25519SigningKey.generate(new Random(seed)));
  }
}
