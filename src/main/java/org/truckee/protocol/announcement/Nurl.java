package org.truckee.protocol.announcement;

import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * The address of one service of one node: {@code pb://SPKI-HASH@HOST:PORT/SWISSNUM#v=1}. It says
 * where the node is, which key its certificate must hold (SHA-256 of the SubjectPublicKeyInfo,
 * unpadded URL-safe base64) and the secret that its clients present. Its holder may use the
 * service, so its text form is a secret. Source: Tahoe's url.rst.
 */
public record Nurl(Bytes spkiHash, String host, int port, Secret swissnum) {
  private static final Pattern FORM =
      Pattern.compile(
          "pb://([A-Za-z0-9_-]{43})@(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})/([A-Za-z0-9_-]+)#v=1");

  /** Checks sizes and ranges, and puts an IPv6 address into brackets. */
  public Nurl {
    host = Host.inAddress(Objects.requireNonNull(host, "host"));
    if (spkiHash.size() != 32)
      throw new IllegalArgumentException("SPKI hash of " + spkiHash.size());
    if (port < 1 || port > 65535) throw new IllegalArgumentException("port " + port);
    if (swissnum.size() == 0) throw new IllegalArgumentException("empty swissnum");
  }

  /** Reads a NURL; {@code BAD_CONFIG}, without quoting the text, if it is none. */
  public static Nurl parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw bad("it must look like pb://KEY-HASH@HOST:PORT/SWISSNUM#v=1");
    }
    int port = Integer.parseInt(parts.group(3));
    if (port < 1 || port > 65535) throw bad("port " + port + " does not exist");
    return new Nurl(
        Bytes.wrap(Base64.getUrlDecoder().decode(parts.group(1))),
        parts.group(2),
        port,
        new Secret(Bytes.utf8(parts.group(4))));
  }

  /** Returns the text form. It holds the swissnum: give it to nodes, never to a log. */
  public String toUri() {
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(spkiHash.toArray());
    return "pb://%s@%s:%d/%s#v=1".formatted(hash, host, port, swissnum.bytes().toUtf8());
  }

  /** The value of the {@code Authorization} header that this service wants. */
  public Secret authorization() {
    String credentials = Base64.getEncoder().encodeToString(swissnum.bytes().toArray());
    return new Secret(Bytes.utf8("Tahoe-LAFS " + credentials));
  }

  /** The host as sockets want it: an IPv6 address without its brackets. */
  public String socketHost() {
    return Host.forSocket(host);
  }

  /** Returns where the service is, without its swissnum. */
  @Override
  public String toString() {
    return host + ":" + port;
  }

  private static GridException bad(String reason) {
    return new GridException(GridException.Kind.BAD_CONFIG, "not a NURL: " + reason);
  }
}
