package org.truckee.web.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.VerifyCap;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.Visit;
import org.truckee.dirnode.ChildTarget;

/** The line of a walk through a tree about each thing visited. */
public final class VisitJson {
  private VisitJson() {}

  public static Map<String, Object> of(Visit visit) {
    ChildTarget target = visit.target();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", visit.path());
    fields.put("cap", cap(target));
    fields.put("type", type(target));
    fields.put("verifycap", verifyCap(target).map(Capability::toUri).orElse(""));
    fields.put("repaircap", repairCap(target).map(Capability::toUri).orElse(""));
    fields.put("storage-index", storageIndex(target).orElse(""));
    return fields;
  }

  /** The text of the most powerful capability. */
  public static String cap(ChildTarget target) {
    return target.strongest().map(Capability::toUri).orElse("");
  }

  private static String type(ChildTarget target) {
    return switch (target.kind()) {
      case DIRECTORY -> "directory";
      case FILE -> "file";
      case UNKNOWN -> "unknown";
    };
  }

  /** The verify capability. */
  public static Optional<VerifyCap> verifyCap(ChildTarget target) {
    return target.strongest().flatMap(Capability::verifyCap);
  }

  /** The address of its shares. */
  public static Optional<String> storageIndex(ChildTarget target) {
    return verifyCap(target).map(verify -> verify.storageIndex().toString());
  }

  /** The capability that can repair it: of a changeable thing, only the one that changes it. */
  private static Optional<Capability> repairCap(ChildTarget target) {
    Optional<Capability> cap = target.strongest();
    boolean mutable = cap.map(Capability::isMutable).orElse(false);
    if (mutable) return cap.filter(WriteCap.class::isInstance);
    return target.kind() == ChildTarget.Kind.DIRECTORY
        ? Optional.empty()
        : verifyCap(target).map(verify -> verify);
  }
}
