package org.truckee.cli.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.SecureRandom;
import org.truckee.bytes.Base32;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.LeftOut;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts everything that can be reached from a directory. */
@Command(
    name = "stats",
    description = "Counts the files and directories below a directory, and adds up their sizes.")
public final class StatsCommand extends GatewayCommand {
  private static final long FIRST_LOOK_MILLIS = 50;
  private static final long LONGEST_WAIT_MILLIS = 10_000;
  private static final int HANDLE_BYTES = 16;

  @Parameters(arity = "0..1", paramLabel = "PATH", description = PLACE)
  String path = "";

  @Option(
      names = {"-r", "--raw", "--json"},
      description = "Print what the gateway says as JSON.")
  boolean raw;

  StatsCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    byte[] handle = new byte[HANDLE_BYTES];
    new SecureRandom().nextBytes(handle);
    String name = Base32.encode(handle);
    Query start = Query.of("start-deep-stats").with("ophandle", name);
    GatewayReply started = api().post(place(path).url() + start, "");
    if (started.status() != 302) started.done();
    String text = result(name);
    JsonNode counts = GatewayReply.json(text);
    if (raw) session.out().println(text.stripTrailing());
    else StatsTable.of(counts).forEach(session.out()::println);
    return leftOut(counts);
  }

  /** Names the directories that could not be read, and so are not counted. */
  private int leftOut(JsonNode counts) {
    LeftOut leftOut = new LeftOut(session);
    for (JsonNode error : counts.path("errors"))
      leftOut.add(TreeStream.pathOf(error, "."), Quoting.plain(error.path("error").asText()));
    return leftOut.exitCode();
  }

  /** Asks at longer and longer intervals until the gateway has counted. */
  private String result(String handle) throws IOException, InterruptedException {
    Query look = Query.of("status").with("output", "JSON").with("release-after-complete", "true");
    for (long wait = FIRST_LOOK_MILLIS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
      String text = api().get("/operations/" + handle + look).text();
      JsonNode status = GatewayReply.json(text);
      JsonNode finished = status.path("finished");
      if (!finished.isBoolean())
        throw new IOException("the gateway's answer is not what it should be: it is no status");
      if (finished.asBoolean()) return text;
      Thread.sleep(wait);
    }
  }
}
