package org.truckee.web.guard;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.bytes.Base32;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.crypto.TaggedHasher;
import org.truckee.web.http.Address;

/**
 * The origins at which a gateway for strangers shows their files: each file has one of its own,
 * with a host name below {@code host}, so that browsers keep what it does from all other files and
 * from the gateway's pages. The first label of the name is the base32 of 16 bytes of the tagged
 * hash of the file's read capability, which tells nothing of it to who sees the name.
 *
 * @param scheme {@code https}, or {@code http} where nobody else listens
 * @param host the name that all of them lie below
 * @param port what follows the name in an address: empty, or a colon and a number
 */
public record ContentOrigin(String scheme, String host, String port) {
  private static final Pattern TEXT =
      Pattern.compile("(https?)://([a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63})+)(|:[1-9][0-9]{0,4})/?");

  private static final Pattern LABEL = Pattern.compile("[a-z2-7]{26}");
  private static final Bytes TAG = Bytes.utf8("truckee_content_origin_v1");
  private static final int HASH_SIZE = 16;

  /** The origins below the one in {@code text}, such as {@code https://content.example}. */
  public static Optional<ContentOrigin> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || text.length() > 200) return Optional.empty();
    return Optional.of(new ContentOrigin(parts.group(1), parts.group(2), parts.group(3)));
  }

  /** The first label of the name of the file that {@code cap} reads. */
  static String label(Capability cap) {
    Bytes uri = Bytes.utf8(reading(cap).toUri());
    return Base32.encode(TaggedHasher.tagged(TAG, HASH_SIZE).update(uri).digest().toArray());
  }

  private static Capability reading(Capability cap) {
    return cap.readCap().map(Capability.class::cast).orElse(cap);
  }

  /** The address of the file that {@code cap} reads, under {@code name} if it has one. */
  public String address(Capability cap, String name) {
    String uri = reading(cap).toUri();
    String path = name.isEmpty() ? "/file/" + Address.encode(uri) : "" + Address.ofFile(uri, name);
    return scheme + "://" + label(cap) + "." + host + port + path;
  }

  /** Returns whether {@code name} is that of these origins, or of one of them. */
  public boolean contains(String name) {
    return ("." + name.toLowerCase(Locale.ROOT)).endsWith("." + host);
  }

  /** Returns whether {@code request} was sent to one of them. */
  public boolean isAt(HttpServerRequest request) {
    return label(request).isPresent();
  }

  /** Returns whether {@code request} was sent to that of the file that {@code cap} reads. */
  public boolean isOf(Capability cap, HttpServerRequest request) {
    return label(request).filter(label(cap)::equals).isPresent();
  }

  private Optional<String> label(HttpServerRequest request) {
    if (request.authority() == null) return Optional.empty();
    String name = request.authority().host().toLowerCase(Locale.ROOT);
    if (!name.endsWith("." + host)) return Optional.empty();
    String label = name.substring(0, name.length() - host.length() - 1);
    return Optional.of(label).filter(first -> LABEL.matcher(first).matches());
  }
}
