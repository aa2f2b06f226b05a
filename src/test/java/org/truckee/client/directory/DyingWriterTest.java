package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;

/** A writer that dies after any number of the shares that it had to write. */
class DyingWriterTest {
  private static final int SERVERS = 5;
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(2, 3, SERVERS);
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, SERVERS, SETTINGS);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Test
  void aDirectoryStaysReadable_andWhole_whereverItsWriterDied() {
    Directories survivor = grid.gateway(SETTINGS).gateway().directories();
    for (int written = 0; written <= SERVERS; written++) {
      Directory directory = make();
      dieAfter(written, directory);

      Directory survived = survivor.open(directory.capability());
      List<String> found = names(survived);
      assertThat(found).as("after %d shares", written).contains("before").hasSizeBetween(1, 2);
      grid.run(() -> survived.edit(List.of(put("after"))));
      assertThat(names(survived)).as("after %d shares", written).contains("before", "after");
    }
  }

  private static Directory make() {
    List<Child> children = List.of(new Child("before", FILE, Metadata.EMPTY));
    return grid.run(
        () -> grid.gateway().gateway().directories().create(DirectoryFormat.SDMF, children));
  }

  /** Adds a child; no request of it comes through once {@code written} shares are. */
  private static void dieAfter(int written, Directory directory) {
    AtomicInteger left = new AtomicInteger(written);
    Handler<RoutingContext> fault =
        Faults.when(
            ctx -> ctx.request().path().endsWith("/read-test-write"),
            ctx -> {
              if (left.getAndDecrement() > 0) ctx.next();
              else Faults.hangUp().handle(ctx);
            });
    grid.servers().forEach(server -> server.misbehave(fault));
    grid.run(
        () ->
            directory.edit(List.of(put("during"))).transform(whatever -> Future.succeededFuture()));
    grid.servers().forEach(TestServer::behave);
  }

  private static Edit put(String name) {
    return new Edit.Put(name, FILE, Optional.empty(), Overwrite.NEVER);
  }

  private static List<String> names(Directory directory) {
    List<String> names = new ArrayList<>();
    grid.run(
        () ->
            directory
                .list()
                .forEachPage(
                    page -> {
                      page.forEach(child -> names.add(child.name()));
                      return Future.succeededFuture();
                    }));
    return names;
  }
}
