package org.truckee.storage.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS's Signature Version 4 of requests to S3. The signature is an HMAC, by a key that is made from
 * the secret key, the day, the region and the service, of the time and the SHA-256 of
 *
 * <pre>
 * method \n path \n arguments \n each header as name:value \n \n names of headers \n SHA-256 of the body
 * </pre>
 */
final class SigV4 {
  /** The SHA-256 of no body. */
  static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY = 8;

  private final S3Keys keys;
  private final String region;

  SigV4(S3Keys keys, String region) {
    this.keys = keys;
    this.region = region;
  }

  /**
   * The headers of {@code call}, which is sent to {@code host} at {@code now} with a body of that
   * hash; all of them are signed.
   */
  Map<String, String> sign(S3Call call, String host, String bodyHash, Instant now) {
    String time = TIME.format(now);
    SortedMap<String, String> headers = new TreeMap<>(call.headers());
    headers.put("host", host);
    headers.put("x-amz-content-sha256", bodyHash);
    headers.put("x-amz-date", time);
    String scope = time.substring(0, DAY) + "/" + region + "/s3/aws4_request";
    String names = String.join(";", headers.keySet());
    String toSign =
        String.join("\n", ALGORITHM, time, scope, sha256(canonical(call, headers, bodyHash)));
    String signature = HexFormat.of().formatHex(hmac(key(time.substring(0, DAY)), toSign));
    headers.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, keys.id(), scope, names, signature));
    return headers;
  }

  private static String canonical(S3Call call, SortedMap<String, String> headers, String hash) {
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
            .collect(Collectors.joining());
    String names = String.join(";", headers.keySet());
    return String.join(
        "\n", call.method().name(), call.path(), call.queryText(), lines, names, hash);
  }

  private byte[] key(String day) {
    byte[] secret = keys.secret().bytes().toArray();
    byte[] start = "AWS4".getBytes(StandardCharsets.US_ASCII);
    byte[] first = new byte[start.length + secret.length];
    System.arraycopy(start, 0, first, 0, start.length);
    System.arraycopy(secret, 0, first, start.length, secret.length);
    return hmac(hmac(hmac(hmac(first, day), region), "s3"), "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) {
    MessageDigest digest = digest();
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A SHA-256 to be fed. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
