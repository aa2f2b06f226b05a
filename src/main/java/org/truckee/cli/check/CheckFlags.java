package org.truckee.cli.check;

import org.truckee.cli.gateway.Query;
import picocli.CommandLine.Option;

/** The thoroughness of a check. */
final class CheckFlags {
  @Option(names = "--verify", description = "Check every byte, not only which shares are there.")
  boolean verify;

  @Option(
      names = "--repair",
      description = "Make missing and damaged shares anew where something is not healthy.")
  boolean repair;

  @Option(
      names = "--force",
      description = {
        "Repair; and where only a new version heals a file that can change, make one.",
        "What was written later and can't be read is lost by that."
      })
  boolean force;

  @Option(names = "--add-lease", description = "Renew the lease on every share.")
  boolean addLease;

  @Option(
      names = {"--raw", "--json"},
      description = "Print what the gateway says as JSON.")
  boolean raw;

  /** {@code query} with the arguments of these flags. */
  Query addTo(Query query) {
    return query
        .withIf(verify, "verify")
        .withIf(isRepairing(), "repair")
        .withIf(addLease, "add-lease")
        .withIf(force, "force");
  }

  /** Returns whether something that is not healthy is to be repaired. */
  boolean isRepairing() {
    return repair || force;
  }
}
