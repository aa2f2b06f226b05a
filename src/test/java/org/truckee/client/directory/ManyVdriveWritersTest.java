package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.testing.grid.TestVdrive;

/** Many gateways write to one directory at once, and nothing is lost. */
class ManyVdriveWritersTest {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  @TempDir Path root;

  @Test
  void twentyClientsWithFiftyNamesEach_loseNothing() {
    writeAtOnce(20, 50);
  }

  @Test
  @Tag("slow")
  void fiftyClientsWithAThousandNamesEach_loseNothing() {
    writeAtOnce(50, 1000);
  }

  private void writeAtOnce(int clients, int names) {
    try (TestVdrive server = TestVdrive.start(root)) {
      Capability shared =
          server
              .run(() -> server.newGateway().create(DirectoryFormat.VDRIVE, List.of()))
              .capability();
      List<Directory> views = new ArrayList<>();
      for (int client = 0; client < clients; client++)
        views.add(server.newGateway().open(shared).orElseThrow());

      List<Future<Void>> all = new ArrayList<>();
      Future<Void> written =
          server.run(
              () -> {
                for (int client = 0; client < clients; client++)
                  all.add(write(views.get(client), client, 0, names));
                return Future.succeededFuture(Future.all(all).<Void>mapEmpty());
              });
      await().atMost(Duration.ofMinutes(5)).until(written::isComplete);
      assertThat(written.cause()).isNull();

      Set<String> found = new HashSet<>();
      server.run(
          () ->
              server
                  .newGateway()
                  .open(shared)
                  .orElseThrow()
                  .list()
                  .forEachPage(
                      page -> {
                        for (Child child : page) found.add(child.name());
                        return Future.succeededFuture();
                      }));
      Set<String> wanted = new HashSet<>();
      for (int client = 0; client < clients; client++)
        for (int name = 0; name < names; name++) wanted.add(name(client, name));
      assertThat(found).isEqualTo(wanted);
    }
  }

  private static String name(int client, int name) {
    return "client " + client + " name " + name;
  }

  private static Future<Void> write(Directory view, int client, int name, int names) {
    if (name == names) return Future.succeededFuture();
    Edit put = new Edit.Put(name(client, name), FILE, Optional.empty(), Overwrite.NEVER);
    return view.edit(List.of(put)).compose(done -> write(view, client, name + 1, names));
  }
}
