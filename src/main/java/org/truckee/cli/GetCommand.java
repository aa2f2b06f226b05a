package org.truckee.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gets a file from the grid. A file that breaks off on the way is not left behind. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Gets the file that a capability reads.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the gateway or the grid could not do it; the message says why",
      "2:the command line is wrong",
      "3:no gateway answers",
      "4:what was asked for is not there"
    })
public final class GetCommand implements Callable<Integer> {
  @Mixin NodeOptions node;

  @Parameters(
      index = "0",
      paramLabel = "CAP",
      description = "The capability; read from standard input if it is -.")
  String cap;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUT",
      description = "Where the file goes; standard output if it is - or left out.")
  String target = "-";

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  boolean quiet;

  @Override
  public Integer call() throws IOException {
    String text = cap.equals("-") ? firstLine() : cap;
    String path =
        "/uri/" + URLEncoder.encode(text.strip(), StandardCharsets.UTF_8).replace("+", "%20");
    GatewayConnection gateway = GatewayConnection.to(node.url(), "GET", path);
    try (InputStream in = gateway.answer()) {
      Progress progress = Progress.on(Progress.terminal(quiet), target, gateway.size());
      if (target.equals("-")) copy(in, System.out, gateway.size(), progress);
      else save(in, Path.of(target), gateway.size(), progress);
      progress.finish();
    }
    return ExitCodes.OK;
  }

  private static String firstLine() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (line == null)
      throw new CommandFailure(ExitCodes.USAGE, "standard input holds no capability");
    return line;
  }

  private static void save(InputStream in, Path path, long size, Progress progress)
      throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(ExitCodes.FAILED, "there is no directory " + directory);
    }
    String name = ".%s.%d.part".formatted(path.getFileName(), ProcessHandle.current().pid());
    Path part = directory.resolve(name);
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        copy(in, out, size, progress);
      }
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void copy(InputStream in, OutputStream out, long size, Progress progress)
      throws IOException {
    CountingStream counted = new CountingStream(out);
    try {
      GatewayConnection.copy(in, counted, progress);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCodes.FAILED,
          "the file broke off after " + counted.count + " bytes: " + e.getMessage());
    }
    counted.flush();
    if (size >= 0 && counted.count != size) {
      throw new CommandFailure(
          ExitCodes.FAILED, "the file broke off: " + counted.count + " of " + size + " bytes came");
    }
  }

  /** Counts what passes. */
  private static final class CountingStream extends OutputStream {
    private final OutputStream out;
    private long count;

    CountingStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
