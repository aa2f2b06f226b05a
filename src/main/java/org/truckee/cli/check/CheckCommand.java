package org.truckee.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the shares of one file or directory. */
@Command(
    name = "check",
    description = {
      "Counts the shares of a file or directory, and with --verify checks every byte of them.",
      "The exit code is 0 if it is healthy (with --repair: is healthy in the end), and 1 if not."
    })
public final class CheckCommand extends GatewayCommand {
  @Parameters(arity = "0..*", paramLabel = "PATH", description = PLACE)
  List<String> paths = List.of("");

  @Mixin CheckFlags options;

  @Option(
      names = {"-v", "--verbose"},
      description = "Also name the servers that hold good shares.")
  boolean verbose;

  CheckCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    boolean good = true;
    for (String path : paths) {
      Query query = options.addTo(Query.of("check").with("output", "JSON"));
      String text = api().post(place(path).url() + query, "").text();
      if (options.raw) session.out().println(text.stripTrailing());
      else print(GatewayReply.json(text));
      good &= session.asTahoe() || isGood(GatewayReply.json(text));
    }
    return good ? ExitCodes.OK : ExitCodes.FAILED;
  }

  /** Returns whether the thing is healthy; after a repair, whether it is in the end. */
  private static boolean isGood(JsonNode answer) {
    JsonNode last = answer.path("post-repair-results");
    JsonNode results = (last.isMissingNode() ? answer : last).path("results");
    return results.path("healthy").asBoolean(!results.isMissingNode() || last.isMissingNode());
  }

  private void print(JsonNode answer) {
    boolean repaired = answer.has("pre-repair-results");
    JsonNode check = repaired ? answer.path("pre-repair-results") : answer;
    JsonNode results = check.path("results");
    String health = results.path("healthy").asBoolean() ? "Healthy" : "Not Healthy";
    line("Summary: " + (repaired ? health : check.path("summary").asText("Healthy (LIT)")));
    line(" storage index: " + answer.path("storage-index").asText());
    if (results.has("count-shares-good")) printShares(results);
    CorruptShares.describe(results).forEach(this::line);
    if (answer.path("repair-attempted").asBoolean())
      line(answer.path("repair-successful").asBoolean() ? " repair successful" : " repair failed");
    else if (repaired && !results.path("healthy").asBoolean(true))
      line(" no repair was attempted: this gateway can't do that");
  }

  private void printShares(JsonNode results) {
    line(
        " good-shares: %s (encoding is %s-of-%s)"
            .formatted(
                results.path("count-shares-good"),
                results.path("count-shares-needed"),
                results.path("count-shares-expected")));
    line(" wrong-shares: " + results.path("count-wrong-shares"));
    if (verbose) results.path("servers-responding").forEach(s -> line(" server: " + s.asText()));
  }

  private void line(String text) {
    session.out().println(Quoting.plain(text));
  }
}
