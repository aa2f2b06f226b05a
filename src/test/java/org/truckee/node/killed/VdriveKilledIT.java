package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.vdrive.VdriveDirectories;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.node.process.ProcessGrid;
import org.truckee.protocol.announcement.AnnouncedService;
import org.truckee.protocol.announcement.AnnouncedVdrive;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.testing.Waiting;
import org.truckee.worker.Codec;

/**
 * A vdrive server's promise: what it has acknowledged is there, whatever becomes of it. One run
 * kills the server ten times, at moments that are drawn anew in each run.
 */
@Tag("slow")
class VdriveKilledIT {
  private static final int CLIENTS = 50;
  private static final int CUTS = 10;
  private static final int LONGEST_WAIT_MILLIS = 800;
  private static final long RETRY_MILLIS = 20;
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  @TempDir Path root;

  private final Vertx vertx = Vertx.vertx();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Codec codec = Waiting.of(Codec.deploy(vertx, 2));
  private volatile boolean over;

  @Test
  void killedTenTimesUnderLoad_itLosesNothingThatItAcknowledged() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (ProcessGrid grid = new ProcessGrid(root)) {
      grid.startVdrive();
      Capability shared =
          run(newGateway(grid).create(DirectoryFormat.VDRIVE, List.of())).capability();
      List<Future<Void>> writers = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++)
        writers.add(write(newGateway(grid).open(shared).orElseThrow(), client, 0));
      for (int cut = 0; cut < CUTS; cut++) {
        Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
        grid.kill("vdrive");
        grid.start("vdrive", List.of());
      }
      Waiting.untilTrue(() -> acknowledged.size() > CLIENTS);
      over = true;
      run(Future.all(writers));

      Set<String> found = new HashSet<>();
      run(
          newGateway(grid)
              .open(shared)
              .orElseThrow()
              .list()
              .forEachPage(
                  page -> {
                    for (Child child : page) found.add(child.name());
                    return Future.succeededFuture();
                  }));
      assertThat(found).as("seed %d", seed).containsAll(acknowledged);
    } finally {
      Waiting.of(vertx.close());
    }
  }

  /** Writes one name after the other, each as often as it takes. */
  private Future<Void> write(Directory view, int client, int number) {
    if (over) return Future.succeededFuture();
    String name = "client " + client + " name " + number;
    return put(view, name)
        .onSuccess(done -> acknowledged.add(name))
        .compose(done -> write(view, client, number + 1));
  }

  private Future<Void> put(Directory view, String name) {
    Edit put = new Edit.Put(name, FILE, Optional.empty(), Overwrite.NEVER);
    return view.edit(List.of(put)).<Void>mapEmpty().recover(failure -> again(view, name, failure));
  }

  /** A name that is there already is this client's own, from a time when no answer came back. */
  private Future<Void> again(Directory view, String name, Throwable failure) {
    if (failure instanceof ChildConflict) return Future.succeededFuture();
    if (!GridException.is(failure, GridException.Kind.UNREACHABLE))
      return Future.failedFuture(failure);
    Promise<Void> later = Promise.promise();
    vertx.setTimer(RETRY_MILLIS, timer -> later.complete());
    return later.future().compose(now -> put(view, name));
  }

  private VdriveDirectories newGateway(ProcessGrid grid) throws Exception {
    String text = Files.readString(grid.directory("vdrive").nurl("vdrive"));
    AnnouncedVdrive service =
        new AnnouncedVdrive("vdrive", Nurl.parse(text.strip()), Optional.empty(), "truckee/test");
    VdriveServers servers = new VdriveServers(vertx, InstantSource.system(), ServerTimeouts.USUAL);
    servers.add(
        AnnouncedService.sign(
            Ed25519SigningKey.generate(new Random(1)), service, 1, Bytes.wrap(new byte[32])));

    return new VdriveDirectories(servers, codec, new SecureRandom(), InstantSource.system());
  }

  private <T> T run(Future<T> step) {
    return Waiting.of(step);
  }
}
