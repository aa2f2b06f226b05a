package org.truckee.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.ShorterBody;
import org.truckee.cli.link.Occupant;
import org.truckee.cli.local.GridNames;
import org.truckee.cli.local.LocalContents;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.LeftOut;
import org.truckee.cli.session.Progress;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.WayBack;
import org.truckee.platform.HomePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a file on the grid, and prints its capability. */
@Command(
    name = "put",
    description = {
      "Puts a file on the grid, and prints its capability. Anyone with the capability can read the"
          + " file.",
      "With TO, the file also gets a name there; into a directory if TO ends with a slash. A"
          + " mutable file that is there already, or whose capability is given, is changed in"
          + " place. The line that brings back a file that was replaced is printed on standard error."
    })
final class PutCommand extends GatewayCommand {
  private static final Set<String> FORMATS = Set.of("CHK", "SDMF", "MDMF");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file. Standard input is read if it is - or left out.")
  String file = "-";

  @Parameters(index = "1", arity = "0..1", paramLabel = "TO", description = PLACE)
  String to;

  @Option(
      names = {"-m", "--mutable"},
      description = "Make a mutable file, and print the capability to change it.")
  boolean mutable;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "CHK, immutable; SDMF or MDMF, mutable. Default: CHK")
  String format;

  @Option(
      names = "--private-key-path",
      paramLabel = "FILE",
      description =
          "With --mutable: make the file under this RSA key (PEM). The key is as good as the"
              + " capability to change the file, and must serve for no other one.")
  Path privateKey;

  @Option(
      names = "--no-convergence",
      description = "Encrypt with a random key, so that nobody can tell that two files are equal.")
  boolean random;

  @Option(names = "--json", description = "Print a JSON object in place of the plain capability.")
  boolean json;

  private final LeftOut leftOut;

  PutCommand(Session session) {
    super(session);
    leftOut = new LeftOut(session);
  }

  @Override
  public Integer call() throws IOException {
    String query = query().toString();
    Optional<GridPath> target = target();
    WayBack wayBack = new WayBack(session);
    Optional<Occupant> old =
        target.isPresent() && wayBack.isTold()
            ? Occupant.of(api(), target.get())
            : Optional.<Occupant>empty();
    if (old.isPresent() && old.get().directory())
      throw CommandFailure.failed(
          Quoting.plain(to) + " is a directory: to put the file into it, end it with a slash");
    String address = target.map(GridPath::url).orElse("/uri") + query;
    String cap = file.equals("-") ? putInput(address) : putFile(address, local());
    session.out().println(json ? "{\"cap\": \"" + cap + "\"}" : Quoting.plain(cap));
    old.filter(before -> !before.changeable() && !before.cap().equals(cap))
        .ifPresent(before -> wayBack.replaced(target.orElseThrow().argument(), before.cap()));
    return leftOut.exitCode();
  }

  private Query query() throws IOException {
    if (format != null && !FORMATS.contains(format.toUpperCase(Locale.ROOT)))
      throw CommandFailure.usage(format + " is an invalid format");
    if (privateKey != null && !mutable)
      throw CommandFailure.usage("only a mutable file has a private key: add --mutable");
    Query query = Query.NONE.withIf(mutable, "mutable");
    if (privateKey != null) query = query.with("private-key", PrivateKeyFile.read(privateKey));
    if (random) query = query.with("convergent", "false");
    return query.withIfPresent("format", format);
  }

  /** The place where the file gets a name; empty if it gets none. */
  private Optional<GridPath> target() throws IOException {
    if (to == null || to.isEmpty()) return Optional.empty();
    GridPath place = place(to);
    boolean changed = to.startsWith("URI:SSK:") || to.startsWith("URI:MDMF:");
    boolean into = place.directory() || (place.isRoot() && !changed);
    return Optional.of(into ? place.child(localName()) : place);
  }

  private Path local() {
    return HomePath.of(file, session.home());
  }

  private String localName() {
    if (file.equals("-"))
      throw CommandFailure.usage("standard input has no name: give the name in the directory too");
    if (!Files.exists(local())) throw CommandFailure.notFound("there is no file " + file);
    Path name = local().toAbsolutePath().normalize().getFileName();
    return Optional.ofNullable(name)
        .flatMap(GridNames::of)
        .orElseThrow(
            () -> CommandFailure.failed("the grid has no name for it: its name is not UTF-8"));
  }

  private String putInput(String address) throws IOException {
    boolean waits = session.answers() || session.asTahoe();
    if (waits && !session.quiet()) session.err().println("waiting for file data on stdin..");
    Progress progress = session.progress("-", -1);
    return put(api().put(address, session.in(), progress), progress);
  }

  private String putFile(String address, Path path) throws IOException {
    if (Files.isDirectory(path))
      throw CommandFailure.failed(path + " is a directory: cp -r copies those");
    if (!Files.exists(path)) throw CommandFailure.notFound("there is no file " + path);
    try {
      return putFile(address, path, random);
    } catch (ShorterBody changed) {
      return putFile(address, path, false);
    }
  }

  /**
   * A file under a random key is passed on while it comes, if its size is known before ({@code
   * told}).
   */
  private String putFile(String address, Path path, boolean told) throws IOException {
    try (LocalContents contents = LocalContents.open(path)) {
      long size = contents.size().orElse(-1);
      Progress progress = session.progress(path.getFileName().toString(), size);
      String cap = put(api().put(address, contents.in(), told ? size : -1, progress), progress);
      contents.doubt().ifPresent(why -> leftOut.add(file, why));
      return cap;
    }
  }

  private String put(GatewayReply reply, Progress progress) throws IOException {
    String cap = reply.cap();
    if (session.asTahoe()) session.err().println(reply.statusLine());
    progress.finish();
    return cap;
  }
}
