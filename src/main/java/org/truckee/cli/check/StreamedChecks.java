package org.truckee.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.cli.tree.TreeStream;

/** The results of a gateway's checks of many things, which are told of as they come. */
public final class StreamedChecks {
  private final Session session;
  private final Look look;
  private final DeepCheckTally tally;

  /**
   * The things to be told of.
   *
   * @param raw whether the gateway's lines are printed as they are, and nothing else
   * @param verbose whether there is a line for each thing
   */
  public record Look(boolean raw, boolean verbose) {}

  /** The results of checks, which may have repaired. */
  public StreamedChecks(Session session, boolean repairing, Look look) {
    this.session = session;
    this.look = look;
    this.tally = new DeepCheckTally(repairing);
  }

  /** Tells of the results in {@code reply}, and returns the exit code that they lead to. */
  public int tell(GatewayReply reply) throws IOException {
    boolean whole = new TreeStream(session, look.raw()).read(reply, this::count);
    if (!look.raw()) tally.summary().forEach(session.out()::println);
    if (!whole) return ExitCodes.INCOMPLETE;
    return tally.isGood() || session.asTahoe() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void count(JsonNode unit) {
    String line = tally.add(unit);
    if (look.raw()) return;
    if (tally.objects() % 100 == 0) session.out().println(tally.objects() + " objects checked..");
    if (look.verbose()) session.out().println(line);
    tally.damageOf(unit).forEach(session.out()::println);
  }
}
