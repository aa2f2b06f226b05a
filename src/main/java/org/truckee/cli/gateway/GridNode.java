package org.truckee.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.truckee.cli.session.Quoting;

/**
 * A gateway's answer about one file or directory, and about the link that leads to it. Holds
 * capabilities, so it has no telling text form.
 *
 * @param damage the fault of its entry in the directory, if there is one
 */
public record GridNode(
    Kind kind,
    Caps caps,
    boolean isMutable,
    OptionalLong size,
    Optional<String> damage,
    JsonNode metadata) {
  /** The kind of a thing on the grid. */
  public enum Kind {
    /** A file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A thing that this gateway does not know. */
    UNKNOWN
  }

  /** Its capabilities, as far as they are known. */
  public record Caps(Optional<String> write, Optional<String> read) {}

  /** Checks that nothing is missing. */
  public GridNode {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(metadata, "metadata");
  }

  /** Reads {@code ["filenode", {…}]}. */
  public static GridNode read(JsonNode json) {
    Kind kind =
        switch (json.path(0).asText()) {
          case "filenode" -> Kind.FILE;
          case "dirnode" -> Kind.DIRECTORY;
          default -> Kind.UNKNOWN;
        };
    JsonNode fields = json.path(1);
    return new GridNode(
        kind,
        new Caps(text(fields.path("rw_uri")), text(fields.path("ro_uri"))),
        fields.path("mutable").asBoolean(),
        fields.path("size").isNumber()
            ? OptionalLong.of(fields.path("size").asLong())
            : OptionalLong.empty(),
        text(fields.path("damaged")),
        fields.path("metadata"));
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** The reason why a node of no known kind can't be used. */
  public String strangeness() {
    return damage
        .map(what -> "its entry in the directory is damaged: " + Quoting.plain(what))
        .orElse("it is of a kind that this gateway does not know");
  }

  /** The capability that changes it, if it is known. */
  public Optional<String> writeCap() {
    return caps.write();
  }

  /** The capability that only reads it, if it is known. */
  public Optional<String> readCap() {
    return caps.read();
  }

  /** The strongest known capability. */
  public Optional<String> bestCap() {
    return writeCap().or(this::readCap);
  }

  /** The weakest known capability that reads the thing. */
  public Optional<String> bestCapToRead() {
    return readCap().or(this::writeCap);
  }

  /** Returns whether {@code cap} is one of its capabilities. */
  public boolean isOf(String cap) {
    return writeCap().equals(Optional.of(cap)) || readCap().equals(Optional.of(cap));
  }

  /** Returns whether the file may be run at its source, as far as that is known. */
  public boolean isExecutable() {
    return (metadata.path("st_mode").asInt() & 0100) != 0;
  }

  /** Returns whether it is a directory. */
  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  /** Returns whether it is a file. */
  public boolean isFile() {
    return kind == Kind.FILE;
  }

  /** The time when the link was made, in seconds since 1970. */
  public OptionalDouble created() {
    JsonNode made = metadata.path("tahoe").path("linkcrtime");
    return time(made.isNumber() ? made : metadata.path("ctime"));
  }

  /** The time when the contents were last changed at their source, in seconds since 1970. */
  public OptionalDouble modified() {
    return time(metadata.path("mtime"));
  }

  /** The time when the contents were last changed, or if that is not known, the link to them. */
  public OptionalDouble changed() {
    OptionalDouble modified = modified();
    return modified.isPresent() ? modified : time(metadata.path("tahoe").path("linkmotime"));
  }

  private static OptionalDouble time(JsonNode value) {
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  @Override
  public String toString() {
    return "GridNode of kind " + kind;
  }
}
