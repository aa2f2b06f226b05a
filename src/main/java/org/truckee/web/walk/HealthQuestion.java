package org.truckee.web.walk;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.repair.RepairOptions;
import org.truckee.client.repair.RepairResults;
import org.truckee.client.repair.Repairer;
import org.truckee.web.json.CheckJson;
import org.truckee.web.json.RepairJson;
import org.truckee.web.request.Arguments;

/**
 * The way in which things are to be checked.
 *
 * @param repair whether those that are not healthy are repaired
 */
public record HealthQuestion(RepairOptions options, boolean repair) {
  /** The way in {@code verify=}, {@code add-lease=}, {@code repair=} and {@code force=}. */
  public static HealthQuestion of(Arguments arguments) {
    boolean repair = arguments.is("repair");
    boolean force = arguments.is("force");
    if (force && !repair) throw Arguments.bad("force=true goes with repair=true only");
    CheckOptions check = new CheckOptions(arguments.is("verify"), arguments.is("add-lease"));
    return new HealthQuestion(new RepairOptions(check, force), repair);
  }

  /** Asks {@code repairer} about {@code capability}. Empty if there is nothing to check. */
  Future<Optional<RepairResults>> ask(Repairer repairer, Capability capability) {
    return repair
        ? repairer.repair(capability, options)
        : repairer.check(capability, options.check());
  }

  /**
   * The failure that is the answer to the question about one thing. As in Tahoe, it is none for a
   * file that can change and of which no version can be read: its results say that.
   */
  static Optional<GridException> refusal(Optional<RepairResults> found) {
    return found
        .filter(RepairResults::attempted)
        .flatMap(RepairResults::failure)
        .filter(failure -> !GridException.is(failure, GridException.Kind.UNRECOVERABLE));
  }

  /** The results for programs, which are other ones if it repairs. */
  Map<String, Object> json(Optional<RepairResults> found) {
    return repair ? RepairJson.of(found) : CheckJson.check(found.map(RepairResults::before));
  }
}
