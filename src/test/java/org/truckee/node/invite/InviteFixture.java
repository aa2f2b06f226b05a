package org.truckee.node.invite;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.Streams;
import org.truckee.node.Main;
import org.truckee.node.command.JoinCommand;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;

/** A member who runs {@code truckee invite}, and waits for a friend. */
final class InviteFixture {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exitCode;

  InviteFixture(Path home, Path node, String... options) {
    Streams streams = new Streams(InputStream.nullInputStream(), printer(out), printer(err), false);
    Session session = new Session("truckee", streams, Map.of(), home);
    String[] all = new String[options.length + 3];
    all[0] = "invite";
    all[1] = "-C";
    all[2] = node.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    exitCode = new CompletableFuture<>();
    Thread member = new Thread(() -> exitCode.complete(Main.run(session, all)), "member");
    member.setDaemon(true);
    member.start();
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** The code that the member reads out. */
  String code() {
    Waiting.untilTrue(
        () -> exitCode.isDone() || out.toString(StandardCharsets.UTF_8).contains("\n"));
    String printed = out.toString(StandardCharsets.UTF_8);
    if (!printed.startsWith("truckee join ")) throw new AssertionError(errors());
    return printed.substring("truckee join ".length()).strip();
  }

  /** Waits for the end; returns the exit code. */
  int end() throws Exception {
    return exitCode.get(Waiting.LONG.toSeconds(), TimeUnit.SECONDS);
  }

  /** Everything on standard error. */
  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** {@code code} with another first word. */
  static String mistaken(String code) {
    String[] parts = code.split("-", 3);
    String other = parts[1].equals("adroitness") ? "adviser" : "adroitness";
    return parts[0] + "-" + other + "-" + parts[2];
  }

  /** A friend who joins by {@code code}. */
  static CommandRun join(Path home, String code, Path directory) {
    return CommandRun.of(
        Map.of("join", JoinCommand.class),
        "truckee",
        home,
        "",
        "join",
        code,
        directory.toString(),
        "--webport",
        "0");
  }
}
