package org.truckee.node.debug;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.truckee.cap.Capability;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.crypto.StorageIndex;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.web.record.DailyFiles;
import org.truckee.web.record.RecordMark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds what was asked of a gateway about one thing. */
@Command(
    name = "find-requests",
    description =
        "Prints the lines about one file or directory, or one member, in a gateway's record of"
            + " requests (\"gateway.audit\"), the oldest first.")
final class FindRequestsCommand implements Callable<Integer> {
  private final Session session;

  @Mixin NodeOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "STORAGE-INDEX",
      description =
          "The storage index, or a capability that has one. Default: read from standard input, as"
              + " for -.")
  String thing = "-";

  @Option(
      names = "--member",
      paramLabel = "NAME",
      description = "Those of the member NAME instead.")
  String member = "";

  FindRequestsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    NodeDirectory directory = new NodeDirectory(options.directory(), new SecureRandom());
    List<Path> files = DailyFiles.in(directory.gateway().records());
    if (files.isEmpty())
      throw CommandFailure.notFound("no record of requests in " + directory.gateway().records());
    RecordMark marks = new RecordMark(directory.secrets().auditKey());
    String mark = member.isEmpty() ? marks.of(index()) : marks.ofMember(member);
    for (Path file : files) print(file, "\"" + mark + "\"");
    return ExitCodes.OK;
  }

  private StorageIndex index() throws IOException {
    String text = session.argument(thing);
    try {
      return text.startsWith("URI:")
          ? Capability.parse(text).verifyCap().orElseThrow(FindRequestsCommand::none).storageIndex()
          : StorageIndex.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("not a storage index: it has 26 letters and digits");
    }
  }

  private static CommandFailure none() {
    return CommandFailure.usage("this capability has no storage index");
  }

  private void print(Path file, String mark) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine())
        if (line.contains(mark)) session.out().println(line);
    }
  }
}
