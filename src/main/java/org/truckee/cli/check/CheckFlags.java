package org.truckee.cli.check;

import org.truckee.cli.gateway.Query;
import picocli.CommandLine.Option;

/** The thoroughness of a check. */
final class CheckFlags {
  @Option(names = "--verify", description = "Check every byte, not only which shares are there.")
  boolean verify;

  @Option(
      names = "--repair",
      description = "Ask the gateway to make what is missing anew, if it can.")
  boolean repair;

  @Option(names = "--add-lease", description = "Renew the lease on every share.")
  boolean addLease;

  @Option(
      names = {"--raw", "--json"},
      description = "Print what the gateway says as JSON.")
  boolean raw;

  /** {@code query} with the arguments of these flags. */
  Query addTo(Query query) {
    return query.withIf(verify, "verify").withIf(repair, "repair").withIf(addLease, "add-lease");
  }
}
