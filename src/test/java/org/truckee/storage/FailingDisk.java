package org.truckee.storage;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.ShareData;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.storage.share.UnfinishedShare;
import org.truckee.storage.share.UploadingClient;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.ShareBytes;
import org.truckee.vdrive.DirnodeStore;
import org.truckee.vdrive.SqliteDirnodeStore;
import org.truckee.vdrive.VdriveConfig;
import org.truckee.vdrive.VdriveLimits;

/**
 * A process that keeps shares and directories on a disk that fails: whatever call fails, what it
 * acknowledged stays, nothing is mixed, and the next write works. A second process, without faults,
 * looks at what the first has left when it ended as if killed.
 */
final class FailingDisk {
  private static final int KINDS = 8;
  private static final int DEEPEST = 12;
  private static final StorageIndex MUTABLE = Ask.storageIndex(200);
  private static final LeaseSecrets LEASES = new LeaseSecrets(Ask.secret(1), Ask.secret(2));

  private final Path root;
  private final Vertx vertx = Vertx.vertx();
  private final VdriveWriter writer = new VdriveWriter(new VdriveWriteCap(Ask.secret(9)));
  private final DiskShareStore shares;
  private final DirnodeStore directories;
  private final SecureRandom random = new SecureRandom();
  private final List<String> acknowledged = new ArrayList<>();
  private String mutable = "";

  private FailingDisk(Path root) throws IOException {
    this.root = root;
    StorageConfig config =
        new StorageConfig(
            root.resolve("storage"),
            Bytes.wrap(new byte[20]),
            new StoragePolicy(0, false, 1L << 40, true));
    shares = new DiskShareStore(config, InstantSource.system());
    shares.open();
    directories =
        new SqliteDirnodeStore(
            vertx,
            new VdriveConfig(root.resolve("vdrive/db"), new VdriveLimits(true, 1000, 1000, 1000)));
    Waiting.of(directories.open());
  }

  /**
   * {@code FOLDER CONTROL} breaks; {@code FOLDER} alone looks; {@code FOLDER load N} looks, and
   * then writes until it is killed, the N-th time.
   */
  public static void main(String[] args) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> end(failure));
    FailingDisk disk = new FailingDisk(Path.of(args[0]));
    if (args.length > 2) disk.load(args[2]);
    else if (args.length > 1) disk.breakAll(Path.of(args[1]));
    else disk.look();
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** Other threads would keep the process, and its parent would wait for its next line. */
  private static void end(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  /** The lines that it says are what it acknowledges; the parent keeps them as the ledger. */
  private void load(String run) throws IOException {
    Waiting.of(directories.write(new VdriveWrite(List.of(writer.verifyingKey()), List.of())));
    if (Files.exists(root.resolve("ledger"))) look();
    for (int i = 0; ; i++) {
      String name = "run-" + run + "-" + i;
      System.out.println("tries mutable " + name);
      change(name);
      System.out.println("mutable " + name);
      store(name);
      System.out.println("share " + name);
      link(name);
      System.out.println("entry " + name);
    }
  }

  private void breakAll(Path control) throws IOException {
    try (FileChannel file =
        FileChannel.open(control, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer faults =
          file.map(FileChannel.MapMode.READ_WRITE, 0, 12).order(ByteOrder.nativeOrder());
      Waiting.of(directories.write(new VdriveWrite(List.of(writer.verifyingKey()), List.of())));
      change("first");
      int[] fired = new int[KINDS + 1];
      for (int kind = 1; kind <= KINDS; kind++)
        for (int n = 1; n <= DEEPEST; n++) fired[kind] += round(faults, kind, n);
      for (int kind = 1; kind <= KINDS; kind++) System.out.println("fired " + fired[kind]);
    }
    acknowledged.add("mutable " + mutable);
    Files.write(root.resolve("ledger"), acknowledged);
  }

  /** One fault in the midst of a write of each kind; tells whether it happened. */
  private int round(ByteBuffer faults, int kind, int n) throws IOException {
    String name = "round-" + kind + "-" + n;
    lengthen();
    faults.putInt(8, 0).putInt(4, n).putInt(0, kind);
    boolean changed = succeeds(() -> change(name + " broken"));
    boolean stored = succeeds(() -> store(name));
    boolean linked = succeeds(() -> link(name));
    succeeds(
        () ->
            shares.addLease(
                MUTABLE, LeaseHolder.anybody(new LeaseSecrets(Ask.secret(n), Ask.secret(n)))));
    faults.putInt(0, 0);
    check(changed ? List.of(name + " broken") : List.of(mutable, name + " broken"));
    if (stored) acknowledged.add("share " + name);
    if (linked) acknowledged.add("entry " + name);
    mutable = name + " whole";
    change(mutable);
    check(List.of(mutable));
    store(name + "-next");
    link(name + "-next");
    acknowledged.add("share " + name + "-next");
    acknowledged.add("entry " + name + "-next");
    for (String entry : acknowledged) if (entry.endsWith(name) || n == DEEPEST) look(entry);
    return faults.getInt(8);
  }

  /** Something behind the leases of a share, which the next change cuts off. */
  private void lengthen() throws IOException {
    String name = MUTABLE.toString();
    for (int share = 0; share < 3; share++)
      Files.write(
          root.resolve("storage/shares/" + name.substring(0, 2) + "/" + name + "/" + share),
          new byte[500],
          StandardOpenOption.APPEND);
  }

  private interface Step {
    void run() throws IOException;
  }

  private static boolean succeeds(Step step) {
    try {
      step.run();
      return true;
    } catch (IOException | RuntimeException refused) {
      return false;
    }
  }

  private void change(String text) throws IOException {
    ReadTestWrite.Write write = new ReadTestWrite.Write(0, Bytes.utf8(text(text)));
    TreeMap<Integer, ReadTestWrite.Change> changes = new TreeMap<>();
    for (int share = 0; share < 3; share++)
      changes.put(share, new ReadTestWrite.Change(List.of(), List.of(write), 5000L));
    if (!shares
        .readTestWrite(
            MUTABLE,
            new ReadTestWrite(changes, List.of()),
            Ask.secret(5),
            LeaseHolder.anybody(LEASES))
        .success()) throw new IOException("a test without tests failed");
    if (mutable.isEmpty()) mutable = text;
  }

  /** All shares of the mutable file hold the same one of {@code texts}. */
  private void check(List<String> texts) throws IOException {
    String first = readMutable(0);
    if (!texts.stream().map(FailingDisk::text).toList().contains(first))
      throw new IllegalStateException("neither old nor new: " + first.strip());
    for (int share = 1; share < 3; share++)
      if (!readMutable(share).equals(first)) throw new IllegalStateException("shares differ");
  }

  private String readMutable(int share) throws IOException {
    return shares.readMutable(MUTABLE, share, FailingDisk::read);
  }

  private static String read(ShareData share) throws IOException {
    return new String(ShareBytes.of(share), StandardCharsets.UTF_8);
  }

  /** A text of always the same length. */
  private static String text(String name) {
    return (name + " ").repeat(200).concat(" ".repeat(5000)).substring(0, 5000);
  }

  private void store(String name) throws IOException {
    AllocateRequest request = new AllocateRequest(new TreeSet<>(List.of(0)), 5000);
    if (!shares
        .allocate(
            index(name),
            request,
            new UploadingClient("here", Ask.secret(3), LeaseHolder.anybody(LEASES)))
        .allocated()
        .contains(0)) throw new IOException("no room");
    UnfinishedShare share = shares.upload(index(name), 0, Ask.secret(3));
    byte[] bytes = text(name).getBytes(StandardCharsets.UTF_8);
    share.write(0, ByteBuffer.wrap(bytes), InstantSource.system().instant());
    share.finish();
  }

  private static StorageIndex index(String name) {
    byte[] bytes = new byte[StorageIndex.SIZE];
    new Random(name.hashCode()).nextBytes(bytes);
    return new StorageIndex(Bytes.wrap(bytes));
  }

  private void link(String name) throws IOException {
    Child child = new Child(name, ChildTarget.of(Capability.parse("URI:LIT:me")), Metadata.EMPTY);
    VdriveChange change = new VdriveChange(writer.reader().address(), writer.put(child, 1, random));
    if (Waiting.of(directories.write(new VdriveWrite(List.of(), List.of(change)))).isPresent())
      throw new IOException("a conflict where there was nothing");
  }

  private void look(String entry) throws IOException {
    String name = entry.substring(entry.indexOf(' ') + 1);
    if (entry.startsWith("mutable")) check(List.of(name.split(" or ")));
    else if (entry.startsWith("share")) lookForShare(name);
    else if (directories(name).isEmpty()) throw new IllegalStateException("lost " + entry);
  }

  private void lookForShare(String name) throws IOException {
    String found = shares.readImmutable(index(name), 0, FailingDisk::read);
    if (!found.equals(text(name))) throw new IllegalStateException("not what was stored: " + name);
  }

  private Optional<?> directories(String name) {
    return Waiting.of(directories.get(writer.reader().address(), writer.reader().slot(name)))
        .flatMap(listing -> listing.page().entries().stream().findFirst());
  }

  private void look() throws IOException {
    for (String entry : Files.readAllLines(root.resolve("ledger"))) look(entry);
    System.out.println("all is there");
    System.out.flush();
  }
}
