package org.truckee.client.mutable.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.server.Refusals;
import org.truckee.client.server.ServerNames;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerFailure;
import org.truckee.client.server.connection.ServerProhibition;
import org.truckee.mutable.SignedPrefix;

/** The failures to read a mutable file, or to be sure of its newest version. */
public final class VersionLoss {
  private VersionLoss() {}

  /**
   * Too few shares were found of every one of {@code versions}, of which the numbers of shares are
   * told; and {@code damaged} ones, on {@code answered} servers, while {@code silent} ones did not
   * answer. {@code UNRECOVERABLE}; but {@code UNREACHABLE} if those that did not answer in time may
   * have what is wanting, and {@code FORBIDDEN} if servers that refuse it may.
   */
  static GridException of(
      Map<SignedPrefix, Integer> versions,
      int damaged,
      int answered,
      Map<StorageServer, Throwable> silent) {
    List<ServerProhibition> prohibited = ServerProhibition.among(silent.values());
    if (isProhibited(versions, answered, prohibited.size()))
      return new GridException(
          GridException.Kind.FORBIDDEN,
          Subject.NONE,
          ServerProhibition.reasons(
              prohibited, ServerNames.list(ServerProhibition.servers(prohibited))),
          null);
    String servers =
        "%d servers were asked, %d answered".formatted(answered + silent.size(), answered);
    List<String> reasons = new ArrayList<>();
    versions.forEach((version, found) -> reasons.add(shortage(version, found)));
    if (versions.isEmpty() && damaged == 0) {
      reasons.add("no shares of this mutable file were found: " + servers);
    } else {
      if (versions.isEmpty()) reasons.add("no share is whole");
      if (damaged > 0) reasons.add(damaged + " shares are damaged");
      reasons.add(servers);
    }
    if (!silent.isEmpty())
      reasons.add(
          "no good answer from "
              + ServerNames.list(silent.keySet().stream().map(StorageServer::name).toList()));
    return mayBeLate(versions, silent.values())
        ? new GridException(GridException.Kind.UNREACHABLE, Subject.NONE, reasons, null)
        : unrecoverable(reasons);
  }

  /** Returns whether shares are missing because {@code refusing} servers give them to nobody. */
  private static boolean isProhibited(
      Map<SignedPrefix, Integer> versions, int answered, int refusing) {
    if (versions.isEmpty()) return refusing > answered;
    return refusing > 0
        && versions.entrySet().stream()
            .anyMatch(version -> version.getValue() + refusing >= version.getKey().needed());
  }

  private static boolean mayBeLate(
      Map<SignedPrefix, Integer> versions, Collection<Throwable> failures) {
    long late = failures.stream().filter(ServerFailure::isLate).count();
    if (versions.isEmpty()) return late > 0;
    return versions.entrySet().stream()
        .anyMatch(version -> version.getValue() + late >= version.getKey().needed());
  }

  private static String shortage(SignedPrefix version, int found) {
    return "version %d: %d of %d shares found, %d needed"
        .formatted(version.sequence(), found, version.total(), version.needed());
  }

  /** The newest version that can be read is not given out, {@code because} a newer one is not. */
  static GridException outdated(GridException because) {
    String newer = "a newer version than the one that can be read may be kept";
    return unrecoverable(FailureText.clauses(newer, because));
  }

  /**
   * The {@code outcome} of a wish that needs the newest version, since {@code doubt} says what
   * {@code silent} servers may have.
   */
  static GridException uncertain(
      String outcome, String doubt, Map<StorageServer, Throwable> silent) {
    Refusals refusals = new Refusals();
    silent.forEach(refusals::add);
    return refusals.explain(List.of(outcome + ": " + doubt), "a share of it", 0, 0);
  }

  private static GridException unrecoverable(List<String> reasons) {
    return new GridException(GridException.Kind.UNRECOVERABLE, Subject.NONE, reasons, null);
  }
}
