package org.truckee.web.place;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.PackedChildren;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.request.Arguments;

/** Reads the links that requests ask for, and complains as Tahoe does. */
public final class Links {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final ObjectReader VALUE =
      JSON.readerFor(Object.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Links() {}

  /** The rule of {@code replace=}; everything is allowed if it is missing. */
  public static Overwrite overwrite(Arguments arguments) {
    String replace = arguments.get("replace").orElse("true");
    return switch (replace.toLowerCase(Locale.ROOT)) {
      case "only-files" -> Overwrite.ONLY_FILES;
      case "true", "t", "1", "on" -> Overwrite.ALWAYS;
      case "false", "f", "0", "off" -> Overwrite.NEVER;
      default -> throw Arguments.bad("invalid replace= argument: '" + replace + "'");
    };
  }

  /**
   * The format of a directory that {@code format=} names, if it does; {@code method} is for
   * complaints.
   */
  public static Optional<DirectoryFormat> directoryFormat(Arguments arguments, String method) {
    return arguments
        .format()
        .map(
            format ->
                switch (format) {
                  case SDMF -> DirectoryFormat.SDMF;
                  case MDMF -> DirectoryFormat.MDMF;
                  case CHK ->
                      throw Arguments.bad(
                          "format=CHK not currently accepted for " + method + " /uri?t=mkdir");
                });
  }

  /** The target of the child {@code name}; either capability may be empty. */
  public static ChildTarget target(String name, String write, String read) {
    try {
      ChildTarget target = ChildTarget.parse(write, read);
      if (write.isEmpty() && target.strongest().filter(WriteCap.class::isInstance).isPresent())
        throw mustBeReadOnly(name);
      return target;
    } catch (GridException unknown) {
      if (read.isEmpty() && GridException.is(unknown, GridException.Kind.BAD_CAP))
        throw mustNotBeUnknown(name, unknown);
      throw unknown;
    }
  }

  private static GridException mustBeReadOnly(String name) {
    return Arguments.bad(
        "MustBeReadonlyError: a cap passed to this operation for the child named '"
            + name
            + "', needed to be read-only but was not. The cap is being passed in a read slot"
            + " (ro_uri), or was retrieved from a read slot as an unknown cap.");
  }

  private static GridException mustNotBeUnknown(String name, GridException cause) {
    return new GridException(
        GridException.Kind.BAD_REQUEST,
        "MustNotBeUnknownRWError: an operation to add a child named '"
            + name
            + "' to a directory was given an unknown cap in a write slot.\n"
            + "Using a webapi server that supports a later version of Tahoe may help.\n\n"
            + "If you are using the webapi directly, specifying a readcap in the read slot (ro_uri)"
            + " of the JSON PROPDICT, as well as a writecap in the write slot if desired, would"
            + " also work in this case.",
        cause);
  }

  /** The children that a JSON object gives, as {@code t=json} lists them. */
  public static List<Child> children(String json) {
    return given(json)
        .map(
            child ->
                new Child(child.name(), child.target(), child.metadata().orElse(Metadata.EMPTY)));
  }

  /** The changes that a JSON object of children asks for. */
  public static List<Edit> edits(String json, Overwrite overwrite) {
    return given(json)
        .map(child -> new Edit.Put(child.name(), child.target(), child.metadata(), overwrite));
  }

  /** Checks that the target of {@code name} can't change, as in a directory that can't. */
  public static void checkImmutable(String name, ChildTarget target) {
    if (target.isImmutable()) return;
    throw Arguments.bad(
        "MustBeDeepImmutableError: a cap passed to this operation for the child named '"
            + name
            + "', needed to be immutable but was not. Either the cap is being added to an"
            + " immutable directory, or it was originally retrieved from an immutable directory as"
            + " an unknown cap.");
  }

  /** Reads the list child by child, so that a long list is never whole in memory but as bytes. */
  private static PackedChildren given(String json) {
    assert OffEventLoop.check(json.length()) : "a long list of children is read on an event loop";
    PackedChildren children = new PackedChildren();
    if (json.isBlank()) return children;
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) throw notAnObject(null);
      Map<String, String> names = new HashMap<>();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        Map<?, ?> fields = fields(name, VALUE.readValue(in));
        checkDistinct(names, name);
        children.add(new PackedChildren.Given(name, target(name, fields), metadata(name, fields)));
      }
      if (in.nextToken() != null) throw notAnObject(null);
      return children;
    } catch (IOException e) {
      throw notAnObject(e);
    }
  }

  private static GridException notAnObject(IOException cause) {
    return new GridException(
        GridException.Kind.BAD_REQUEST,
        "the body must be a JSON object of children, in the form that t=json lists them",
        cause);
  }

  /** Refuses two names that become one when they are normalised. */
  private static void checkDistinct(Map<String, String> names, String name) {
    String other = names.put(ChildName.normalise(name), name);
    if (other != null)
      throw Arguments.bad(
          "the names %s and %s are one and the same in a directory (in Unicode's form NFC)"
              .formatted(TahoeJson.string(other), TahoeJson.string(name)));
  }

  private static Map<?, ?> fields(String name, Object value) {
    if (value instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof Map<?, ?> map)
      return map;
    throw Arguments.bad(
        "the child '" + name + "' must be a list of its kind and an object with its capabilities");
  }

  private static ChildTarget target(String name, Map<?, ?> fields) {
    return target(name, text(name, fields, "rw_uri"), text(name, fields, "ro_uri"));
  }

  private static String text(String name, Map<?, ?> fields, String field) {
    Object value = fields.get(field);
    if (value == null) return "";
    if (value instanceof String text) return text.strip();
    throw Arguments.bad("the " + field + " of the child '" + name + "' must be a text");
  }

  private static Optional<Metadata> metadata(String name, Map<?, ?> fields) {
    Object value = fields.get("metadata");
    if (value == null) return Optional.empty();
    if (!(value instanceof Map<?, ?> map))
      throw Arguments.bad("the metadata of the child '" + name + "' must be an object");
    Map<String, Object> noted = new LinkedHashMap<>();
    map.forEach((key, noting) -> noted.put(key.toString(), noting));
    return Optional.of(new Metadata(noted));
  }
}
