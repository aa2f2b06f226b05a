package org.truckee.client.immutable.up;

import java.util.Collection;
import java.util.List;
import org.truckee.GridException;
import org.truckee.GridException.Kind;
import org.truckee.client.server.Refusals;
import org.truckee.client.server.StorageServer;

/** The reasons why too few servers keep shares of a new file. */
final class PlacementFailure {
  private final Refusals refusals;
  private final long shareSize;
  private final int happy;
  private final int happiness;
  private final List<String> shortage;

  /** A failure to place shares on {@code happy} servers, which {@code offers} let be on fewer. */
  PlacementFailure(Offers offers, long shareSize, int happy, int happiness) {
    this.refusals = offers.refusals();
    this.shareSize = shareSize;
    this.happy = happy;
    this.happiness = happiness;
    int answered = offers.present().size();
    this.shortage =
        List.of(
            "shares can be placed on only %d servers, at least %d are needed"
                .formatted(happiness, happy),
            "of %d servers asked, %d answered".formatted(answered + refusals.size(), answered));
  }

  /** The failure: {@code refusing} servers took no shares, or hold {@code damaged} ones. */
  GridException explain(List<StorageServer> refusing, Collection<StorageServer> damaged) {
    refusing.forEach(server -> note(server, damaged.contains(server)));
    return refusals.explain(shortage, "a share of " + shareSize + " bytes", happiness, happy);
  }

  private void note(StorageServer server, boolean damaged) {
    if (hasNoRoom(server)) refusals.addFull(server);
    else if (damaged) refusals.add(server, Kind.CORRUPT, "holds a damaged share of it");
    else refusals.add(server, Kind.CONFLICT, "is being sent the same share by somebody else");
  }

  private boolean hasNoRoom(StorageServer server) {
    return server.state().version().map(told -> told.availableSpace() < shareSize).orElse(false);
  }
}
