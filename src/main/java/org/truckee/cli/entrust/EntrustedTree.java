package org.truckee.cli.entrust;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.VerifyCap;
import org.truckee.protocol.entrust.Entrusted;

/** The things of a tree that can be entrusted, each once. */
final class EntrustedTree {
  private final boolean repair;
  private final Map<VerifyCap, Entrusted> things = new LinkedHashMap<>();
  private long leftOut;

  /** A tree of which the power to repair is given along if {@code repair}. */
  EntrustedTree(boolean repair) {
    this.repair = repair;
  }

  /** Adds the thing that {@code unit} of a manifest tells of. */
  void add(JsonNode unit) {
    try {
      Capability capability = Capability.parse(unit.path("cap").asText());
      Entrusted.of(capability, repair)
          .ifPresentOrElse(this::add, () -> leftOut += capability.verifyCap().isPresent() ? 1 : 0);
    } catch (GridException unknown) {
      leftOut++;
    }
  }

  /** Of two capabilities for one file, the stronger one counts. */
  private void add(Entrusted thing) {
    things.merge(thing.file(), thing, (one, other) -> one.isRepairable() ? one : other);
  }

  /** All of them. */
  List<Entrusted> things() {
    return List.copyOf(things.values());
  }

  /** The number of those that can only be renewed and checked. */
  long unrepairable() {
    return things.values().stream().filter(thing -> !thing.isRepairable()).count();
  }

  /** The number of things that have no shares, such as directories on a vdrive server. */
  long leftOut() {
    return leftOut;
  }
}
