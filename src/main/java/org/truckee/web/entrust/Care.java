package org.truckee.web.entrust;

import io.vertx.core.Future;
import java.util.Optional;
import org.truckee.cap.VerifyCap;
import org.truckee.client.Gateway;
import org.truckee.client.audit.AuditOptions;
import org.truckee.client.audit.AuditVerdict;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.repair.RepairOptions;
import org.truckee.client.repair.RepairResults;
import org.truckee.protocol.entrust.Entrusted;

/**
 * The care for one thing after the other.
 *
 * @param repair whether they are repaired, and not only checked
 * @param audit whether a thing is audited by samples first, and verified whole if one is bad
 */
record Care(Gateway gateway, CheckOptions check, boolean repair, boolean audit) {
  /** The health of {@code thing} before and after. */
  Future<RepairResults> of(Entrusted thing) {
    return audit && !check.verify()
        ? isDamaged(thing.file())
            .compose(damaged -> of(thing, new CheckOptions(damaged, check.addLease())))
        : of(thing, check);
  }

  private Future<Boolean> isDamaged(VerifyCap file) {
    return gateway
        .auditor()
        .audit(file, AuditOptions.USUAL)
        .map(
            found ->
                found.filter(audited -> !audited.with(AuditVerdict.BAD).isEmpty()).isPresent());
  }

  private Future<RepairResults> of(Entrusted thing, CheckOptions options) {
    RepairOptions careful = new RepairOptions(options, false);
    if (!repair) return gateway.repairer().check(thing.file(), options).map(Optional::orElseThrow);
    return thing
        .repairRight()
        .map(right -> gateway.repairer().repair(right, careful))
        .orElseGet(
            () -> gateway.repairer().repair(thing.file(), careful).map(Optional::orElseThrow));
  }
}
