package org.truckee.client;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.audit.Auditor;
import org.truckee.client.check.Checker;
import org.truckee.client.context.ClientContext;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.DirectoryKind;
import org.truckee.client.directory.file.GridDirectories;
import org.truckee.client.directory.trash.Trashes;
import org.truckee.client.flow.GridFile;
import org.truckee.client.immutable.up.UploadResult;
import org.truckee.client.immutable.up.WritingTurns;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.limit.Limited;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.repair.Repairer;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServers;
import org.truckee.client.timeline.Timelines;
import org.truckee.mutable.FileKeyPair;
import org.truckee.placement.EncodingParameters;
import org.truckee.protocol.Blacklist;
import org.truckee.worker.Machine;

/** The grid as one place to put files and get them back, on which the web API stands. */
public final class Gateway {
  private final ClientContext context;
  private final GatewayConfig config;
  private final Intake intake;
  private final ImmutableFiles immutableFiles;
  private final MutableFiles mutableFiles;
  private final GridDirectories gridDirectories;
  private final Directories directories;
  private final CareParts care;
  private volatile Blacklist blacklist = Blacklist.none();
  private volatile Optional<Trashes> trashes = Optional.empty();

  /**
   * A gateway to the grid of {@code servers}.
   *
   * @param newKeys gives new mutable files their key pairs, and never the same one twice
   * @param others the ways of keeping directories elsewhere than in the grid's files
   */
  public Gateway(
      Machine machine,
      GatewayConfig config,
      StorageServers servers,
      Supplier<Future<FileKeyPair>> newKeys,
      List<DirectoryKind> others) {
    this.config = config;
    this.intake = new Intake(machine, config);
    this.context =
        new ClientContext(
            machine,
            new MemoryBudget(config.memoryForTransfers(), machine.timers()),
            new Timelines(machine.clock(), machine.timers()),
            servers,
            new ServerSecrets(config.secret()),
            config.encoding());
    WritingTurns turns = new WritingTurns();
    this.immutableFiles = new ImmutableFiles(context, config, intake, turns);
    this.mutableFiles = new MutableFiles(context, ClientLimits.counting(Limited.KEYS, newKeys));
    List<DirectoryKind> kinds = new ArrayList<>(others);
    this.gridDirectories =
        new GridDirectories(
            machine,
            mutableFiles,
            new GatewayFiles(immutableFiles, cap -> blacklist.check(cap)),
            config.memoryForListings());
    kinds.add(gridDirectories);
    this.directories = new Directories(kinds);
    this.care = CareParts.of(context, mutableFiles, directories, turns);
  }

  /** From now on, lets nobody at what is on {@code list}. */
  public void prohibit(Blacklist list) {
    blacklist = list;
    directories.prohibit(list::check);
    care.prohibit(list::check);
  }

  /**
   * From now on, keeps what is taken away in the drives of which {@code roots} knows the root's
   * capability, unless the settings say that drives have no trash.
   */
  public void keepTrash(Predicate<Capability> roots) {
    if (config.trash().isZero()) return;
    Trashes kept = new Trashes(directories, context.machine(), roots, config.trash());
    directories.openDrives(kept::rooted);
    trashes = Optional.of(kept);
  }

  /** The trashes of its drives, if they have any. */
  public Optional<Trashes> trashes() {
    return trashes;
  }

  /**
   * Has {@code listener} told of files that are stored on fewer servers than there are: of an
   * immutable one by the power to check it, of a mutable one by that to write it.
   */
  public void tellOfThinFiles(Consumer<Capability> listener) {
    immutableFiles.tellOfThin(listener::accept);
    mutableFiles.tellOfThin(listener::accept);
  }

  /** The things that nobody may read or change here. */
  public Blacklist blacklist() {
    return blacklist;
  }

  /** The clock that its times are told by. */
  public InstantSource clock() {
    return context.machine().clock();
  }

  /** The servers that it knows. */
  public StorageServers servers() {
    return context.servers();
  }

  /** The directories that it knows how to keep. */
  public Directories directories() {
    return directories;
  }

  /** The directories that are kept in the grid's own files. */
  public GridDirectories gridDirectories() {
    return gridDirectories;
  }

  /** The mutable files. */
  public MutableFiles mutableFiles() {
    return mutableFiles;
  }

  /** The checker of files and directories. */
  public Checker checker() {
    return care.checker();
  }

  /** The repairer of files and directories. */
  public Repairer repairer() {
    return care.repairer();
  }

  /** The auditor of files and directories. */
  public Auditor auditor() {
    return care.auditor();
  }

  /** Its latest transfers. */
  public Timelines timelines() {
    return context.timelines();
  }

  /** The bytes of answers about directories that are kept for the next who asks. */
  public long memoryForListings() {
    return config.memoryForListings();
  }

  /** The encoding of files. */
  public EncodingParameters encoding() {
    return config.encoding();
  }

  /** The format of a new mutable file, where a request names none. */
  public MutableFormat mutableFormat() {
    return config.mutableFormat();
  }

  /** The memory of all transfers. */
  public TransferMemory memory() {
    return new TransferMemory(intake.memory(), context.memory());
  }

  /**
   * Puts the file that {@code body}, which is paused, brings on the grid. A small file ends up in
   * its capability. If {@code size} is known, a body of another size fails. In the timelines, the
   * upload is called {@code label}.
   */
  public Future<UploadResult> put(
      ReadStream<Buffer> body, OptionalLong size, KeySource keySource, String label) {
    return immutableFiles.put(body, size, keySource, label);
  }

  /**
   * Puts {@code file}, which is closed in any case, on the grid; in the timelines, the upload is
   * called {@code label}.
   */
  public Future<UploadResult> put(ReceivedFile file, KeySource keySource, String label) {
    return immutableFiles.put(file, keySource, label);
  }

  /**
   * Puts {@code file}, which its holder closes, on the grid as soon as {@code leave} is given; room
   * is made for it meanwhile, and taken back if the leave is refused.
   */
  public Future<UploadResult> put(
      ReceivedFile file, KeySource keySource, String label, Future<Void> leave) {
    return immutableFiles.put(file, keySource, label, leave);
  }

  /** Takes in the file that {@code body}, which is paused, brings; nothing is put on the grid. */
  public Future<ReceivedFile> receive(ReadStream<Buffer> body) {
    return intake.receive(body, Long.MAX_VALUE);
  }

  /** The same for what has at most {@code limit} bytes; {@code TOO_LARGE} if it has more. */
  public Future<ReceivedFile> receive(ReadStream<Buffer> body, long limit) {
    return intake.receive(body, limit);
  }

  /**
   * Opens the file that {@code cap} reads, of a mutable one the newest version; completes when
   * enough of its shares have shown that they are whole. {@code BAD_CAP} if it reads no file.
   */
  public Future<GridFile> open(Capability cap) {
    return Future.succeededFuture(cap).compose(this::openAllowed);
  }

  private Future<GridFile> openAllowed(Capability cap) {
    blacklist.check(cap);
    return cap instanceof MutableReadCap || cap instanceof MutableWriteCap
        ? mutableFiles.open(cap).newest().map(version -> version)
        : immutableFiles.open(cap);
  }

  /** The result of {@code computation}, which neither blocks nor changes anything, on a worker. */
  public <T> Future<T> compute(Supplier<T> computation) {
    return context.codec().run(computation);
  }
}
