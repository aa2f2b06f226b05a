package org.truckee.cli.link;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.ReadCap;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Session;
import org.truckee.cli.tree.TreeStream;

/**
 * The things below a directory that is to be moved. A directory that is moved into itself, or into
 * one below it, could not be reached any more.
 */
record Ancestry(Session session, WebApi api, GridPath moved) {
  /**
   * Fails if the directory at {@code target}, of capability {@code cap}, is that directory or below
   * it.
   */
  void mustNotHold(GridPath target, String cap) throws IOException {
    Optional<Occupant> directory = Occupant.of(api, moved).filter(Occupant::directory);
    if (directory.isEmpty()) return;
    String looked = identity(cap);
    boolean same = identity(directory.get().cap()).equals(looked);
    // Names below one root lead to the target by another way, which stays.
    boolean otherRoot = !moved.root().equals(target.root()) && !target.isInDrive();
    if (same || (otherRoot && holds(looked)))
      throw CommandFailure.failed("a directory can't be moved into itself: nothing is moved");
  }

  private boolean holds(String looked) throws IOException {
    AtomicBoolean found = new AtomicBoolean();
    new TreeStream(session, false)
        .read(
            api.post(moved.url() + Query.of("stream-manifest"), ""),
            unit -> {
              if (identity(unit.path("cap").asText()).equals(looked)) found.set(true);
            });
    return found.get();
  }

  /** A text that is the same for all capabilities of one directory. */
  private static String identity(String cap) {
    try {
      return Capability.parse(cap).readCap().map(ReadCap::toUri).orElse(cap);
    } catch (GridException unknown) {
      return cap;
    }
  }
}
