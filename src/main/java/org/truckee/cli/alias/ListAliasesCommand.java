package org.truckee.cli.alias;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.truckee.cap.Capability;
import org.truckee.cap.ReadCap;
import org.truckee.cli.name.Aliases;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows all aliases and their targets. */
@Command(name = "list-aliases", description = "Shows all aliases, and what they stand for.")
public final class ListAliasesCommand implements Callable<Integer> {
  private final Session session;

  @Mixin NodeOptions node;

  @Option(names = "--readonly-uri", description = "Show capabilities that only read.")
  boolean readOnly;

  @Option(names = "--json", description = "Print both kinds as JSON.")
  boolean json;

  ListAliasesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> aliases = Aliases.read(node.directory()).all();
    if (json) printJson(aliases);
    else printTable(aliases);
    return ExitCodes.OK;
  }

  private void printTable(Map<String, String> aliases) {
    int width = aliases.keySet().stream().mapToInt(n -> Quoting.quoted(n).length()).max().orElse(1);
    String format = "%" + width + "s: %s%n";
    aliases.forEach(
        (name, cap) ->
            session.out().printf(format, Quoting.plain(name), readOnly ? readOnly(cap) : cap));
  }

  private void printJson(Map<String, String> aliases) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.createObjectNode();
    aliases.forEach(
        (name, cap) -> all.putObject(name).put("readwrite", cap).put("readonly", readOnly(cap)));
    session.out().println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all));
  }

  private static String readOnly(String cap) {
    return Capability.parse(cap).readCap().map(ReadCap::toUri).orElse("-");
  }
}
