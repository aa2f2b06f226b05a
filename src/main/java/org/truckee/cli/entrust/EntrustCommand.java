package org.truckee.cli.entrust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableWriteCap;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.cli.tree.TreeStream;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.platform.OwnerFiles;
import org.truckee.protocol.entrust.Entrusted;
import org.truckee.protocol.entrust.Entrustment;
import org.truckee.protocol.entrust.EntrustmentText;
import org.truckee.protocol.entrust.Rhythm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what a caretaker needs to keep everything below a directory alive. */
@Command(
    name = "entrust",
    description = {
      "Writes a file with which somebody else can renew, audit, check and repair everything below a"
          + " directory, without being able to read it: \"truckee caretake add FILE\" has that"
          + " person's gateway do so by itself. \"truckee entrust reports\" shows what it reports.",
      "What that person could do wrong: do nothing, or say so falsely in a report; see how many"
          + " files there are, how large, and when they change; keep them alive after you removed"
          + " them; and, with the power to repair, roll a file that can change back to a version of"
          + " before, or spoil all its shares, so that it is lost: give that power only to people"
          + " whom you trust with it, and keep a backup. Nobody can read or forge anything with it"
          + " but the file for reports, which holds nothing else. What was given can't be taken"
          + " back: the last day is a request that an honest gateway follows.",
      "Files that are added later are not in it: write a new one now and then, under the same name."
    },
    subcommands = {EntrustReportsCommand.class, EntrustForgetCommand.class})
public final class EntrustCommand extends GatewayCommand {
  @Parameters(index = "0", paramLabel = "PATH", arity = "0..1", description = PLACE)
  String path;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      arity = "0..1",
      description = "The file to write, for the caretaker.")
  Path file;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "The last day, as 2036-12-31; without it, in ten years.")
  LocalDate until;

  @Option(
      names = "--every",
      paramLabel = "day|week",
      description = "How often to look after it and to report; without it, every week.")
  String every = Rhythm.WEEKLY.word();

  @Option(
      names = "--without-repair",
      description = "Give no power to repair: only to renew and to check.")
  boolean withoutRepair;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of it for \"entrust reports\"; without it, that of FILE.")
  String name;

  @Option(
      names = "--caretaker",
      paramLabel = "KEY",
      description =
          "The key, v0-…, that reports must be signed with: \"truckee caretake key\" shows it to the"
              + " caretaker. Without it, the first report tells.")
  String caretaker;

  EntrustCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    checkFile();
    GivenEntrustments given = new GivenEntrustments(node.directory());
    Optional<GivenEntrustment> before = given.find(usualName());
    Entrustment.Policy policy = new Entrustment.Policy(lastDay(), !withoutRepair, rhythm());
    Optional<Ed25519VerifyingKey> key = Optional.ofNullable(caretaker).map(EntrustCommand::key);
    EntrustedTree tree = new EntrustedTree(policy.repair());
    boolean whole =
        new TreeStream(session, false)
            .read(api().post(place(path).url() + Query.of("stream-manifest"), ""), tree::add);
    if (tree.things().isEmpty())
      throw CommandFailure.failed("there is nothing with shares below: nothing was written");
    MutableWriteCap reports = before.isPresent() ? before.get().reports() : fileForReports();
    Instant now = session.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    given.change(
        usualName(),
        known ->
            Optional.of(
                new GivenEntrustment(
                    usualName(),
                    write(policy, reports, tree),
                    now,
                    policy,
                    reports,
                    seen(known, key))));
    session.out().println(sentence(tree, policy));
    session.out().println("The caretaker takes it in with: truckee caretake add " + file);
    return whole ? ExitCodes.OK : ExitCodes.INCOMPLETE;
  }

  private void checkFile() {
    if (file == null)
      throw CommandFailure.usage("entrust needs a PATH and a FILE, or \"reports\" or \"forget\"");
    if (Files.isDirectory(file))
      throw CommandFailure.usage(file + " is a directory: entrust needs a FILE to write");
    Path parent = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(parent))
      throw CommandFailure.notFound("there is no directory " + parent + " to write to");
  }

  private String usualName() {
    String usual = name == null ? file.getFileName().toString() : name;
    if (GivenEntrustment.isName(usual)) return usual;
    throw CommandFailure.usage("the name of an entrustment has 1 to 200 printable characters");
  }

  private LocalDate lastDay() {
    LocalDate today = LocalDate.ofInstant(session.clock().instant(), ZoneOffset.UTC);
    LocalDate last = until == null ? today.plusYears(10) : until;
    if (last.isBefore(today)) throw CommandFailure.usage("--until " + last + " is over");
    return last;
  }

  private Rhythm rhythm() {
    return Rhythm.of(every)
        .orElseThrow(
            () -> CommandFailure.usage("--every takes day or week, and not \"" + every + "\""));
  }

  /** A new one under the name of an earlier one goes to the same caretaker, unless told. */
  private static GivenEntrustment.Seen seen(
      Optional<GivenEntrustment> before, Optional<Ed25519VerifyingKey> key) {
    GivenEntrustment.Seen known =
        before.map(GivenEntrustment::seen).orElse(GivenEntrustment.Seen.NOTHING);
    return new GivenEntrustment.Seen(key.or(known::caretaker), known.newest());
  }

  private static Ed25519VerifyingKey key(String text) {
    try {
      Ed25519VerifyingKey key = Ed25519VerifyingKey.parse(text.strip());
      if (key.isUsable()) return key;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--caretaker takes a key, v0-…: " + FailureText.sentence(e));
    }
    throw CommandFailure.usage("--caretaker is a key that proves nothing");
  }

  private MutableWriteCap fileForReports() throws IOException {
    String cap = api().put("/uri?format=SDMF", ReportVerdict.NO_REPORT).cap();
    return (MutableWriteCap) Capability.parse(cap);
  }

  /**
   * Writes the file, and returns its signature; the file for reports is the first of its things.
   */
  private Bytes write(Entrustment.Policy policy, MutableWriteCap reports, EntrustedTree tree)
      throws IOException {
    List<Entrusted> things = new ArrayList<>();
    things.add(Entrusted.of(reports, true).orElseThrow());
    things.addAll(tree.things());
    String text =
        EntrustmentText.of(EntrustKey.of(node.directory()), policy, Optional.of(reports), things);
    OwnerFiles.replace(file, text);
    return EntrustmentText.read(text).signature();
  }

  private static String sentence(EntrustedTree tree, Entrustment.Policy policy) {
    String sentence =
        "%d files and directories are entrusted until %s, to be looked after every %s"
            .formatted(tree.things().size(), policy.until(), policy.rhythm().word());
    if (tree.unrepairable() > 0)
      sentence += "; " + tree.unrepairable() + " of them can't be repaired by that";
    if (tree.leftOut() > 0) sentence += "; left out, since without shares: " + tree.leftOut();
    return sentence;
  }
}
