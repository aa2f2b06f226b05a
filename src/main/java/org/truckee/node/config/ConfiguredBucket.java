package org.truckee.node.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.node.setting.ConfigReader;
import org.truckee.storage.s3.S3Place;

/** The bucket that the data of a storage server's shares go to. */
final class ConfiguredBucket {
  private static final String STORE = "store";
  private static final String ENDPOINT = "endpoint";
  private static final String REGION = "region";
  private static final String AUTHORITIES = "ca_file";
  private static final String USUAL_REGION = "us-east-1";
  private static final Pattern PLACE =
      Pattern.compile(
          "s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)/?");

  private ConfiguredBucket() {}

  /** The bucket that {@code part} names, if it names one. */
  static Optional<S3Place> read(ConfigReader part) {
    String store = part.text(STORE, "");
    String region = part.text(REGION, USUAL_REGION);
    String endpoint = part.text(ENDPOINT, "https://s3." + region + ".amazonaws.com");
    Optional<Path> authorities = part.path(AUTHORITIES);
    if (!region.matches("[A-Za-z0-9-]{1,63}"))
      throw part.bad(REGION, "must be a word, such as " + USUAL_REGION);
    if (store.isEmpty()) return none(part);
    Matcher place = PLACE.matcher(store);
    if (!place.matches())
      throw part.bad(
          STORE, "must be s3://BUCKET or s3://BUCKET/PREFIX, of letters, digits and -._");
    String prefix = place.group(2).isEmpty() ? "" : place.group(2).substring(1);
    return Optional.of(
        new S3Place(address(part, endpoint), place.group(1), prefix, region, authorities));
  }

  private static Optional<S3Place> none(ConfigReader part) {
    for (String key : new String[] {ENDPOINT, REGION, AUTHORITIES})
      if (part.has(key))
        throw part.bad(key, "belongs to a bucket, and \"" + STORE + "\" names none");
    return Optional.empty();
  }

  private static URI address(ConfigReader part, String text) {
    try {
      URI address = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      boolean plain = address.getRawPath() == null || address.getRawPath().isEmpty();
      boolean bare = address.getRawQuery() == null && address.getRawUserInfo() == null;
      if (http && plain && bare && address.getHost() != null) return address;
    } catch (URISyntaxException e) {
      throw part.bad(ENDPOINT, "is no address");
    }
    throw part.bad(
        ENDPOINT, "must be http://HOST:PORT or https://HOST:PORT, without anything else");
  }
}
