package org.truckee.dirnode.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;

/**
 * The notes about a link: everything that its user wants to keep there, in JSON, and under {@code
 * tahoe} when the link was made ({@code linkcrtime}) and when it was last changed ({@code
 * linkmotime}), in seconds since 1970. The values are those of JSON: text, {@link Number}, {@link
 * Boolean}, null, lists, maps; order and digits stay as they were given.
 */
public record Metadata(Map<String, Object> fields) {
  /** No notes. */
  public static final Metadata EMPTY = new Metadata(Map.of());

  private static final String SYSTEM = "tahoe";
  private static final String CREATED = "linkcrtime";
  private static final String CHANGED = "linkmotime";
  private static final long YEAR_10000 = 253_402_300_800L;

  /** The key that versions before 1.4 had instead of {@link #CREATED}. */
  private static final String OLD_CREATED = "ctime";

  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** Takes a copy, in the same order, down to the innermost list. */
  public Metadata {
    fields = copy(fields);
  }

  private static Map<String, Object> copy(Map<?, ?> fields) {
    Map<String, Object> copy = new LinkedHashMap<>();
    fields.forEach((key, value) -> copy.put((String) key, copy(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) return copy(map);
    if (!(value instanceof List<?> list)) return value;
    List<Object> copy = new ArrayList<>();
    list.forEach(part -> copy.add(copy(part)));
    return Collections.unmodifiableList(copy);
  }

  /** Reads a JSON object; {@code BAD_REQUEST} if it is none. */
  public static Metadata parse(String json) {
    return read(json, GridException.Kind.BAD_REQUEST);
  }

  /**
   * As {@link #parse}, for text that is stored already: {@code CORRUPT} if it is no JSON object.
   */
  public static Metadata stored(String json) {
    return read(json, GridException.Kind.CORRUPT);
  }

  private static Metadata read(String json, GridException.Kind otherwise) {
    try {
      Map<String, Object> fields = JSON.readValue(json, OBJECT);
      if (fields != null) return new Metadata(fields);
    } catch (JsonProcessingException e) {
      throw new GridException(otherwise, "a child's metadata is not readable as JSON", e);
    }
    throw new GridException(otherwise, "a child's metadata is not a JSON object");
  }

  /**
   * The metadata of a link that is made or changed at {@code now}: {@code given}, or else those
   * {@code before}. Values under {@code tahoe} are never taken from {@code given}.
   */
  public static Metadata linked(Optional<Metadata> before, Optional<Metadata> given, Instant now) {
    Map<String, Object> old = before.orElse(EMPTY).fields;
    Map<String, Object> fields = new LinkedHashMap<>(given.map(Metadata::fields).orElse(old));
    if (given.isPresent()) fields.remove(SYSTEM);
    Map<String, Object> system = new LinkedHashMap<>();
    if (old.get(SYSTEM) instanceof Map<?, ?> kept) system.putAll(copy(kept));
    BigDecimal time = seconds(now);
    system.putIfAbsent(CREATED, old.getOrDefault(OLD_CREATED, time));
    system.put(CHANGED, time);
    fields.put(SYSTEM, system);
    return new Metadata(fields);
  }

  /**
   * The seconds as Tahoe notes them, so that directories have the same size as Tahoe's: the
   * shortest decimal that means the same binary fraction, which today has ten digits before the
   * point and seven after it.
   */
  public static BigDecimal seconds(Instant time) {
    BigDecimal exact =
        BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
    BigDecimal shortest = shortest(exact.doubleValue()).stripTrailingZeros();
    return shortest.scale() < 1 ? shortest.setScale(1) : shortest;
  }

  private static BigDecimal shortest(double value) {
    int digits = 10;
    BigDecimal rounded = rounded(value, digits);
    while (rounded.doubleValue() != value) rounded = rounded(value, ++digits);
    return rounded;
  }

  private static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /**
   * The time when the link was last changed; empty if it is not noted. A number that is no date
   * before the year 10000 counts as none.
   */
  public Optional<Instant> changed() {
    double seconds =
        fields.get(SYSTEM) instanceof Map<?, ?> system && system.get(CHANGED) instanceof Number time
            ? time.doubleValue()
            : -1;
    return seconds >= 0 && seconds < YEAR_10000
        ? Optional.of(Instant.ofEpochSecond((long) seconds))
        : Optional.empty();
  }

  /** The time when the link was made; empty if it is not noted. */
  public Optional<Instant> created() {
    return fields.get(SYSTEM) instanceof Map<?, ?> system
            && system.get(CREATED) instanceof Number time
        ? time(time)
        : Optional.empty();
  }

  /** The time {@code seconds} after 1970 began; empty if that is no date before the year 10000. */
  public static Optional<Instant> time(Number seconds) {
    double value = seconds.doubleValue();
    if (!(value >= 0 && value < YEAR_10000)) return Optional.empty();
    BigDecimal exact = exact(seconds, value);
    long whole = exact.longValue();
    BigDecimal fraction = exact.subtract(BigDecimal.valueOf(whole));
    return Optional.of(Instant.ofEpochSecond(whole, fraction.movePointRight(9).longValue()));
  }

  /** The number as it was written, unless it has more digits than any clock. */
  private static BigDecimal exact(Number seconds, double value) {
    return seconds instanceof BigDecimal written && Math.abs(written.scale()) <= 30
        ? written
        : BigDecimal.valueOf(value);
  }

  /** Returns whether it asks that the link gives no power to change its target. */
  public boolean isNoWrite() {
    Object mark = fields.get("no-write");
    if (mark instanceof Number number) return number.doubleValue() != 0;
    return mark != null && !mark.equals(false) && !mark.equals("");
  }

  /** The text, in ASCII, as Tahoe stores it. */
  public String toJson() {
    return JsonText.of(fields);
  }

  /** Hides the user's notes. */
  @Override
  public String toString() {
    return "Metadata(" + fields.size() + " fields)";
  }
}
