package org.truckee.client.upkeep.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.Origin;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.FaultShim;

/**
 * A process that keeps the memory of upkeep on a disk that fails. Whatever call fails, all that was
 * acknowledged is there, and nothing is put aside as damaged.
 */
final class StoringProcess {
  private static final int DEEPEST = 8;

  private final Path root;
  private final UpkeepStore store;
  private final List<KeptThing> acknowledged = new ArrayList<>();

  private StoringProcess(Path root) {
    this.root = root;
    this.store =
        new UpkeepStore(Vertx.vertx(), root.resolve("upkeep.sqlite"), InstantSource.system());
  }

  /** {@code FOLDER CONTROL} lets the disk fail. */
  public static void main(String[] args) throws Exception {
    int code = 1;
    try {
      new StoringProcess(Path.of(args[0])).breakAll(Path.of(args[1]));
      code = 0;
    } catch (IOException | RuntimeException failure) {
      System.out.println(failure + " at " + List.of(failure.getStackTrace()));
    } finally {
      System.out.flush();
      Runtime.getRuntime().halt(code);
    }
  }

  /** A thing that is not like those of other numbers, found at {@code now}. */
  static KeptThing thing(int number, Instant now) {
    byte[] address = new byte[16];
    ByteBuffer.wrap(address).putInt(number);
    ChkVerifyCap cap =
        new ChkVerifyCap(
            new StorageIndex(Bytes.wrap(address)), Bytes.wrap(new byte[32]), 3, 10, 1000);
    return KeptThing.found(cap, new Origin("work:", List.of("a/b", "f" + number)), now, 0.5);
  }

  private void breakAll(Path control) throws IOException {
    Waiting.of(store.open());
    try (FileChannel file =
        FileChannel.open(control, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer faults =
          file.map(FileChannel.MapMode.READ_WRITE, 0, 12).order(ByteOrder.nativeOrder());
      for (String kind : FaultShim.KINDS) {
        int fired = 0;
        for (int n = 1; n <= DEEPEST; n++) fired += round(faults, kind, n);
        System.out.println(kind + " fired " + fired);
      }
    }
  }

  /** A fault while things are marked, and another one while the database is opened. */
  private int round(ByteBuffer faults, String kind, int n) throws IOException {
    int fired = failing(faults, kind, n, this::markAnother);
    open();
    markAnother().run();
    fired += failing(faults, kind, n, () -> () -> Waiting.of(store.open()));
    open();
    return fired;
  }

  /** Some work that may fail. */
  private interface Work {
    void run();
  }

  private static int failing(ByteBuffer faults, String kind, int n, Supplier<Work> work) {
    Work prepared = work.get();
    faults.putInt(8, 0).putInt(4, n).putInt(0, 1 + FaultShim.KINDS.indexOf(kind));
    try {
      prepared.run();
    } catch (RuntimeException told) {
      if (faults.getInt(8) == 0) throw told;
    } finally {
      faults.putInt(0, 0);
    }
    return faults.getInt(8);
  }

  private Work markAnother() {
    KeptThing thing = thing(acknowledged.size(), Instant.now());
    return () -> {
      Future<Void> marked = store.mark(List.of(thing));
      Waiting.of(marked);
      acknowledged.add(thing);
    };
  }

  /** Opens the database, as the next pass does after a failure, and looks for everything. */
  private void open() throws IOException {
    Waiting.of(store.open());
    for (KeptThing thing : acknowledged)
      if (Waiting.of(store.find(thing.cap().storageIndex())).isEmpty())
        throw new IllegalStateException(thing + " is lost");
    try (Stream<Path> files = Files.list(root)) {
      if (files.anyMatch(file -> file.toString().contains("damaged")))
        throw new IllegalStateException("a sound database was put aside");
    }
  }
}
