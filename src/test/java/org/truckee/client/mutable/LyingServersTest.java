package org.truckee.client.mutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;

/** Mutable files on servers that lie, hang up, fill up or are away. */
class LyingServersTest {
  private static final byte[] CONTENTS = Golden.stream("lying", 150_000);

  @TempDir Path directory;
  private TestGrid grid;
  private MutableFiles files;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 10);
    files = grid.gateway().gateway().mutableFiles();
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void noise_isNoShare(MutableFormat format) {
    MutableWriteCap cap = create(format);
    List<TestServer> servers = permuted(cap);
    Handler<RoutingContext> noise = reading(Faults.answer(206, Buffer.buffer(new byte[3000])));
    servers.subList(0, 7).forEach(server -> server.misbehave(noise));

    assertThat(contents(cap)).isEqualTo(Bytes.wrap(CONTENTS));
    servers.get(7).misbehave(noise);
    assertThatThrownBy(() -> contents(cap))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNRECOVERABLE));
  }

  @Test
  void serversThatHangUp_areDoneWithout() {
    MutableWriteCap cap = create();
    List<TestServer> servers = permuted(cap);
    servers.subList(0, 3).forEach(server -> server.misbehave(Faults.hangUp()));

    assertThat(contents(cap)).isEqualTo(Bytes.wrap(CONTENTS));
    grid.run(() -> files.open(cap).modify(old -> Optional.of(Bytes.utf8("changed"))));
    servers.forEach(TestServer::behave);
    grid.waitUntilTrusted();

    assertThat(contents(cap).toUtf8()).isEqualTo("changed");
    grid.run(() -> files.open(cap).overwrite(PlaintextInMemory.of(Bytes.utf8("again"))));
    FoundVersions found = grid.run(() -> files.open(cap).versions());
    assertThat(found.versions()).hasSize(1);
    assertThat(found.silent()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void aServerThatOnlySaysThatItWrote_isFoundOut(MutableFormat format) {
    MutableWriteCap cap = create(format);
    TestServer liar = permuted(cap).get(0);
    Bytes reply = Bytes.ofHex("a26773756363657373f56464617461a0");
    liar.misbehave(
        Faults.when(
            ctx -> ctx.request().method().equals(HttpMethod.POST),
            Faults.answer(200, Buffer.buffer(reply.toArray()))));

    grid.run(() -> files.open(cap).overwrite(PlaintextInMemory.of(Bytes.utf8("new"))));

    assertThat(contents(cap).toUtf8()).isEqualTo("new");
    FoundVersions found = grid.run(() -> files.open(cap).versions());
    assertThat(found.versions()).hasSize(2);
    assertThat(found.best().orElseThrow().sequence()).isEqualTo(2);
    assertThat(found.best().orElseThrow().shares()).hasSize(9);
  }

  @Test
  void aServerThatSaysThatAnotherWriterWasFaster_isAnsweredByTryingAgain() {
    MutableWriteCap cap = create();
    TestServer liar = permuted(cap).get(3);
    Bytes reply = Bytes.ofHex("a26773756363657373f46464617461a0");
    Handler<RoutingContext> once =
        ctx -> {
          if (ctx.request().method().equals(HttpMethod.POST)) {
            liar.behave();
            Faults.answer(200, Buffer.buffer(reply.toArray())).handle(ctx);
          } else {
            ctx.next();
          }
        };
    liar.misbehave(once);

    grid.run(() -> files.open(cap).modify(old -> Optional.of(Bytes.utf8("changed"))));

    assertThat(contents(cap).toUtf8()).isEqualTo("changed");
    assertThat(grid.run(() -> files.open(cap).versions()).versions()).hasSize(1);
  }

  @Test
  void aNewFile_needsEnoughServers() {
    grid.servers().subList(0, 4).forEach(server -> server.misbehave(Faults.hangUp()));

    assertThatThrownBy(this::create)
        .matches(failure -> GridException.is(failure, GridException.Kind.UNHAPPY))
        .hasMessageContaining("at least 7 are needed");
    grid.server(0).behave();
    assertThat(contents(create())).isEqualTo(Bytes.wrap(CONTENTS));
  }

  private static Handler<RoutingContext> reading(Handler<RoutingContext> fault) {
    return Faults.when(
        ctx -> ctx.request().path().matches("/storage/v1/mutable/[a-z2-7]+/[0-9]+"), fault);
  }

  private List<TestServer> permuted(MutableWriteCap cap) {
    StorageIndex storageIndex = cap.toReadCap().toVerifyCap().storageIndex();
    return grid.permuted(storageIndex);
  }

  private Bytes contents(MutableWriteCap cap) {
    return grid.run(() -> files.open(cap.toReadCap()).contents(Future::succeededFuture));
  }

  private MutableWriteCap create() {
    return create(MutableFormat.SDMF);
  }

  private MutableWriteCap create(MutableFormat format) {
    return grid.run(
        () -> files.create(format, PlaintextInMemory.of(Bytes.wrap(CONTENTS)), Optional.empty()));
  }
}
