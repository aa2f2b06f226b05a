package org.truckee.immutable;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Digits;
import org.truckee.bytes.Netstring;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.crypto.Tag;
import org.truckee.erasure.Segmentation;

/**
 * The URI extension block (UEB): hashes and parameters, the same in each share of a file, and
 * vouched for by the hash in the capability. The byte form is {@code key ":" netstring(value)} for
 * each field, in the order of their keys; numbers are decimal text. Source: Tahoe's
 * URI-extension.rst.
 *
 * @param ciphertextHash of the whole ciphertext; null in shares of writers that leave it out
 * @param ciphertextRoot the root of the hash tree over the ciphertext's segments
 * @param shareRoot the root of the hash tree over the roots of the shares' block hash trees
 */
public record UriExtensionBlock(
    Segmentation segmentation,
    int total,
    Bytes ciphertextHash,
    Bytes ciphertextRoot,
    Bytes shareRoot) {
  /** A bound above any block: a longer one is damaged. */
  static final int MAX_SIZE = 2000;

  /** Returns the byte form. */
  public Bytes toBytes() {
    Map<String, Bytes> fields = new TreeMap<>();
    fields.put("codec_name", Bytes.utf8("crs"));
    fields.put("codec_params", Bytes.utf8(codec(segmentation.segmentSize())));
    fields.put("tail_codec_params", Bytes.utf8(codec(segmentation.paddedTail())));
    fields.put("size", number(segmentation.size()));
    fields.put("segment_size", number(segmentation.segmentSize()));
    fields.put("num_segments", number(segmentation.segments()));
    fields.put("needed_shares", number(segmentation.needed()));
    fields.put("total_shares", number(total));
    fields.put("crypttext_hash", ciphertextHash);
    fields.put("crypttext_root_hash", ciphertextRoot);
    fields.put("share_root_hash", shareRoot);
    Bytes all = Bytes.EMPTY;
    for (Map.Entry<String, Bytes> field : fields.entrySet()) {
      all = Bytes.concat(all, Bytes.utf8(field.getKey() + ":"), Netstring.of(field.getValue()));
    }
    return all;
  }

  /** The bytes of the byte form, which do not depend on the hashes. */
  public static int sizeFor(Segmentation segmentation, int total) {
    Bytes any = Bytes.wrap(new byte[32]);
    return new UriExtensionBlock(segmentation, total, any, any, any).toBytes().size();
  }

  /** The hash that a capability names this block by. */
  public Bytes hash() {
    return Tag.UEB.hash(toBytes());
  }

  /**
   * Reads the block of {@code cap}'s file. {@code CORRUPT} if {@code bytes} are not the ones that
   * the capability names, or contradict it.
   */
  public static UriExtensionBlock read(Bytes bytes, ChkVerifyCap cap) {
    if (!Tag.UEB.hash(bytes).equals(cap.uebHash()))
      throw corrupt("its hash is not the capability's");
    Fields fields = new Fields(bytes);
    require(fields.number("size") == cap.size(), "size");
    require(fields.number("needed_shares") == cap.needed(), "needed_shares");
    require(fields.number("total_shares") == cap.total(), "total_shares");
    require(fields.optional("codec_name", "crs").equals("crs"), "codec_name");
    long segmentSize = fields.number("segment_size");
    require(
        segmentSize > 0 && segmentSize <= Integer.MAX_VALUE && segmentSize % cap.needed() == 0,
        "segment_size");
    Segmentation segmentation = new Segmentation(cap.size(), (int) segmentSize, cap.needed());
    require(
        fields.optionalNumber("num_segments", segmentation.segments()) == segmentation.segments(),
        "num_segments");
    return new UriExtensionBlock(
        segmentation,
        cap.total(),
        fields.values.containsKey("crypttext_hash") ? fields.hash("crypttext_hash") : null,
        fields.hash("crypttext_root_hash"),
        fields.hash("share_root_hash"));
  }

  /**
   * All fields of the block in {@code bytes} by their keys, for looking at only; {@code CORRUPT} if
   * they are not in order.
   */
  public static Map<String, Bytes> fields(Bytes bytes) {
    return new Fields(bytes).values;
  }

  /** The capability that reads the file that this block describes, encrypted with {@code key}. */
  public ChkReadCap readCap(org.truckee.bytes.Secret key) {
    return new ChkReadCap(key, hash(), segmentation.needed(), total, segmentation.size());
  }

  private String codec(int size) {
    return size + "-" + segmentation.needed() + "-" + total;
  }

  private static Bytes number(long value) {
    return Bytes.utf8(Long.toString(value));
  }

  private static void require(boolean condition, String field) {
    if (!condition) throw corrupt(field + " contradicts the capability or is impossible");
  }

  private static GridException corrupt(String reason) {
    return new GridException(GridException.Kind.CORRUPT, "bad URI extension block: " + reason);
  }

  /** The fields of a block by their keys. */
  private static final class Fields {
    private final Map<String, Bytes> values = new TreeMap<>();

    Fields(Bytes bytes) {
      String text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
      for (int at = 0; at < text.length(); ) {
        int keyEnd = find(text, at);
        int lengthEnd = find(text, keyEnd + 1);
        int length = (int) parse(text.substring(keyEnd + 1, lengthEnd), "a length");
        int end = lengthEnd + 1 + length;
        if (length > MAX_SIZE || end >= text.length() || text.charAt(end) != ',')
          throw corrupt("a field breaks off");
        if (values.put(text.substring(at, keyEnd), bytes.slice(lengthEnd + 1, end)) != null) {
          throw corrupt("a field stands twice");
        }
        at = end + 1;
      }
    }

    long number(String key) {
      return parse(value(key).toUtf8(), key);
    }

    long optionalNumber(String key, long otherwise) {
      return values.containsKey(key) ? number(key) : otherwise;
    }

    String optional(String key, String otherwise) {
      return values.containsKey(key) ? value(key).toUtf8() : otherwise;
    }

    Bytes hash(String key) {
      Bytes hash = value(key);
      if (hash.size() != 32) throw corrupt(key + " is no hash");
      return hash;
    }

    private Bytes value(String key) {
      Bytes value = values.get(key);
      if (value == null) throw corrupt(key + " is missing");
      return value;
    }

    private static int find(String text, int from) {
      int colon = text.indexOf(':', from);
      if (colon < 0) throw corrupt("a field breaks off");
      return colon;
    }

    private static long parse(String digits, String what) {
      if (!Digits.areAll(digits, 18)) throw corrupt(what + " is no number");
      return Long.parseLong(digits);
    }
  }
}
