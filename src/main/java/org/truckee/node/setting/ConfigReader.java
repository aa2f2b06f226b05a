package org.truckee.node.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.platform.HomePath;
import org.truckee.protocol.Rate;

/**
 * One object of a configuration file, read key by key. A value that does not fit, and at the end
 * every key that nobody asked for, is a {@code BAD_CONFIG} that names the file and the key.
 */
public final class ConfigReader {
  /** Nothing that stands in the file is passed over: no second value of a key, and no rest. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})\\s*(B|KiB|MiB|GiB|TiB|PiB)?");
  private static final int MOST_AT_A_RATE = 1_000_000_000;
  private static final long MOST_BYTES_AT_A_RATE = 1L << 40;
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

  private final String file;
  private final String path;
  private final JsonNode object;
  private final Set<String> asked = new HashSet<>();
  private final List<ConfigReader> parts = new ArrayList<>();

  private ConfigReader(String file, String path, JsonNode object) {
    this.file = file;
    this.path = path;
    this.object = object;
    if (!object.isObject() && !object.isMissingNode()) throw bad("", "must be an object");
  }

  /** Reads {@code text}, the contents of {@code file}. */
  public static ConfigReader parse(String file, String text) {
    try {
      JsonNode root = JSON.readTree(text);
      if (root.isMissingNode())
        throw new GridException(
            GridException.Kind.BAD_CONFIG,
            Subject.named(file),
            "is empty: it must hold a JSON object");
      return new ConfigReader(file, "", root);
    } catch (JsonProcessingException e) {
      throw new GridException(
          GridException.Kind.BAD_CONFIG,
          Subject.named(file + ": line " + e.getLocation().getLineNr()),
          "is not JSON: " + e.getOriginalMessage(),
          e);
    }
  }

  /** Returns whether {@code key} is there. */
  public boolean has(String key) {
    return object.has(key);
  }

  /** The object under {@code key}; one without keys if it is not there. */
  public ConfigReader part(String key) {
    asked.add(key);
    JsonNode value = object.has(key) ? object.get(key) : MissingNode.getInstance();
    ConfigReader part = new ConfigReader(file, path + key + ".", value);
    parts.add(part);
    return part;
  }

  /** A text. */
  public String text(String key, String otherwise) {
    JsonNode value = value(key);
    if (value == null) return otherwise;
    if (!value.isTextual()) throw bad(key, "must be a text");
    return value.asText();
  }

  /** A path; empty if it is not there. */
  public Optional<Path> path(String key) {
    String text = text(key, "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(HomePath.of(text));
    } catch (InvalidPathException e) {
      throw bad(key, "must be a path");
    }
  }

  /** One of {@code choices}, by the text that it is written as. */
  public <T> T choice(String key, T otherwise, List<T> choices) {
    String text = text(key, otherwise.toString());
    return choices.stream()
        .filter(choice -> choice.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> bad(key, "must be one of " + choices));
  }

  /** Whether something is so. */
  public boolean flag(String key, boolean otherwise) {
    JsonNode value = value(key);
    if (value == null) return otherwise;
    if (!value.isBoolean()) throw bad(key, "must be true or false");
    return value.asBoolean();
  }

  /** A whole number from {@code min} to {@code max}. */
  public int number(String key, int otherwise, int min, int max) {
    JsonNode value = value(key);
    if (value == null) return otherwise;
    if (!value.isIntegralNumber() || value.asLong() < min || value.asLong() > max) {
      throw bad(key, "must be a whole number from " + min + " to " + max);
    }
    return value.asInt();
  }

  /** A number of bytes: a whole number, or a text such as {@code "10 GiB"}. */
  public long size(String key, long otherwise) {
    JsonNode value = value(key);
    if (value == null) return otherwise;
    Matcher parts = SIZE.matcher(value.asText());
    if (value.isContainerNode() || !parts.matches())
      throw bad(key, "must be a size, such as 1000 or \"10 GiB\"");
    int unit = parts.group(2) == null ? 0 : UNITS.indexOf(parts.group(2));
    try {
      return Math.multiplyExact(Long.parseLong(parts.group(1)), 1L << (10 * unit));
    } catch (ArithmeticException e) {
      throw bad(key, "is too large");
    }
  }

  /**
   * The rate of a number of things in {@code period}, of which the number stands under {@code key}.
   */
  public Optional<Rate> rate(String key, Duration period) {
    int amount = number(key, 0, 1, MOST_AT_A_RATE);
    return amount > 0 ? Optional.of(new Rate(amount, period)) : Optional.empty();
  }

  /** The same of bytes. */
  public Optional<Rate> rateOfBytes(String key, Duration period) {
    long amount = size(key, 0);
    if (has(key) && (amount < 1 || amount > MOST_BYTES_AT_A_RATE))
      throw bad(key, "must be from 1 B to 1 TiB");
    return amount > 0 ? Optional.of(new Rate(amount, period)) : Optional.empty();
  }

  /** The texts of a list; none if it is not there. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode entry : list(key)) {
      if (!entry.isTextual()) throw bad(key, "must be a list of texts");
      texts.add(entry.asText());
    }
    return texts;
  }

  /** The value of {@code key}, of any kind; a missing node if there is none. */
  public JsonNode anything(String key) {
    JsonNode value = value(key);
    return value == null ? MissingNode.getInstance() : value;
  }

  /** The entries of the list under {@code key}, of any kind; none if it is missing. */
  public List<JsonNode> list(String key) {
    JsonNode value = value(key);
    List<JsonNode> entries = new ArrayList<>();
    if (value == null) return entries;
    if (!value.isArray()) throw bad(key, "must be a list of texts");
    value.forEach(entries::add);
    return entries;
  }

  /** The object under {@code key} as it is; empty if it is not there. */
  public JsonNode raw(String key) {
    JsonNode value = value(key);
    if (value == null) return new ObjectMapper().createObjectNode();
    if (!value.isObject()) throw bad(key, "must be an object");
    return value;
  }

  /** Refuses keys that nobody has asked for, here and in all parts. */
  public void finish() {
    object.fieldNames().forEachRemaining(this::checkAsked);
    parts.forEach(ConfigReader::finish);
  }

  private void checkAsked(String key) {
    if (!asked.contains(key))
      throw bad(key, "is not known; known here are " + asked.stream().sorted().toList());
  }

  private JsonNode value(String key) {
    asked.add(key);
    return object.get(key);
  }

  /** A complaint about {@code key}. */
  public GridException bad(String key, String complaint) {
    return new GridException(
        GridException.Kind.BAD_CONFIG, Subject.named(file + ": \"" + path + key + "\""), complaint);
  }
}
