package org.truckee.web.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.LitCap;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.cap.UnknownCap;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.request.FileFormat;

/**
 * {@code t=json}: the kind of a thing and the facts about it, in Tahoe's words and in its order.
 */
public final class NodeJson {
  private NodeJson() {}

  /**
   * The description of a file or an unknown thing that an address leads to, by {@code link} if it
   * has one.
   */
  public static String of(ChildTarget target, OptionalLong size, Optional<Child> link) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (target.kind() == ChildTarget.Kind.FILE) {
      describe(target, size, fields);
      read(target, fields);
      write(target, fields);
      verify(target, fields);
    } else {
      read(target, fields);
      write(target, fields);
      mutability(target, fields);
    }
    link.ifPresent(child -> fields.put("metadata", child.metadata().fields()));
    link.flatMap(Child::damage).ifPresent(damage -> fields.put("damaged", damage));
    return TahoeJson.lines(List.of(name(target), fields)) + "\n";
  }

  /** The description of a child in the list of its directory. */
  public static List<Object> child(Child child) {
    ChildTarget target = child.target();
    Map<String, Object> fields = new LinkedHashMap<>();
    if (target.kind() == ChildTarget.Kind.FILE) describe(target, OptionalLong.empty(), fields);
    if (target.kind() == ChildTarget.Kind.DIRECTORY) fields.put("mutable", isMutable(target));
    fields.put("metadata", child.metadata().fields());
    write(target, fields);
    read(target, fields);
    child.damage().ifPresent(damage -> fields.put("damaged", damage));
    verify(target, fields);
    return List.of(name(target), fields);
  }

  /** The fields of a directory after its children. */
  public static Map<String, Object> directory(Capability cap) {
    ChildTarget target = ChildTarget.of(cap);
    Map<String, Object> fields = new LinkedHashMap<>();
    read(target, fields);
    write(target, fields);
    verify(target, fields);
    fields.put("mutable", cap.isMutable());
    return fields;
  }

  private static String name(ChildTarget target) {
    return switch (target.kind()) {
      case FILE -> "filenode";
      case DIRECTORY -> "dirnode";
      case UNKNOWN -> "unknown";
    };
  }

  private static void describe(ChildTarget file, OptionalLong size, Map<String, Object> fields) {
    Capability cap = file.strongest().orElseThrow();
    fields.put("mutable", cap.isMutable());
    fields.put("format", format(cap));
    OptionalLong known = size.isPresent() ? size : size(cap);
    if (known.isPresent()) fields.put("size", known.getAsLong());
  }

  private static String format(Capability file) {
    if (file instanceof MutableWriteCap write) return write.format().name();
    return file instanceof MutableReadCap read ? read.format().name() : FileFormat.CHK.name();
  }

  /** The bytes of a file, if its capability tells them. */
  public static OptionalLong size(Capability file) {
    if (file instanceof ChkReadCap chk) return OptionalLong.of(chk.size());
    return file instanceof LitCap literal
        ? OptionalLong.of(literal.contents().size())
        : OptionalLong.empty();
  }

  private static boolean isMutable(ChildTarget target) {
    return target.strongest().map(Capability::isMutable).orElse(false);
  }

  /** Adds whether the thing can change; for an unknown kind, only if it is known. */
  private static void mutability(ChildTarget unknown, Map<String, Object> fields) {
    boolean immutable = unknown.read().map(cap -> cap.toUri().startsWith("imm.")).orElse(false);
    if (unknown.write().isPresent()) fields.put("mutable", true);
    else if (immutable) fields.put("mutable", false);
  }

  private static void read(ChildTarget target, Map<String, Object> fields) {
    target.read().ifPresent(cap -> fields.put("ro_uri", cap.toUri()));
  }

  private static void write(ChildTarget target, Map<String, Object> fields) {
    target.write().ifPresent(cap -> fields.put("rw_uri", cap.toUri()));
  }

  private static void verify(ChildTarget target, Map<String, Object> fields) {
    target
        .strongest()
        .filter(cap -> !(cap instanceof UnknownCap))
        .flatMap(Capability::verifyCap)
        .ifPresent(cap -> fields.put("verify_uri", cap.toUri()));
  }
}
