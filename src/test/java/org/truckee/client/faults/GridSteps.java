package org.truckee.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.truckee.cap.Capability;
import org.truckee.client.server.StorageClient;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.MutableShareFiles;

/**
 * Everything that a gateway does at storage servers, step by step, on a grid of which one server is
 * about to fail: each has to succeed without it.
 */
final class GridSteps {
  private static final int SMALL = 3_000;
  private static final int LARGE = 100_000;

  /** From the beginning of a mutable share: in what is signed. */
  private static final int HEAD = 20;

  /** From the end of a mutable share: in its blocks, of both formats. */
  private static final int BLOCK = 1_900;

  private final TestGrid grid;
  private final WebPort web;
  private final TestServer victim;
  private final AtomicInteger number = new AtomicInteger();
  private final List<Step> steps = new ArrayList<>();

  /** A step, which is made ready anew each time; what is made ready is taken in one go. */
  record Step(String name, Supplier<Trial> ready) {}

  /** A step that is taken while the server fails, and its check when the server is well again. */
  record Trial(Runnable action, Runnable check) {}

  GridSteps(TestGrid grid, TestServer victim) {
    this.grid = grid;
    this.web = grid.web();
    this.victim = victim;
    addUploads();
    addDownloads();
    addRepairs();
    addMutable("sdmf", SMALL);
    addMutable("mdmf", LARGE);
    addDirectories();
    add("a poll", () -> onlyAction(() -> ask(StorageServer::poll)));
    add("the ledger", () -> onlyAction(() -> ask(one -> one.ask(StorageClient::ledger))));
  }

  /** All of them. */
  List<Step> all() {
    return steps;
  }

  private void add(String name, Supplier<Trial> ready) {
    steps.add(new Step(name, ready));
  }

  private byte[] fresh(int size) {
    return Golden.stream("step " + number.incrementAndGet(), size);
  }

  private void addUploads() {
    add("put a small file", () -> upload(fresh(SMALL)));
    add("put a large file", () -> upload(fresh(LARGE)));
    byte[] known = fresh(LARGE);
    web.put(known);
    add("put a file that is there", () -> upload(known));
    add(
        "put a file that is there and damaged",
        () -> {
          byte[] file = fresh(LARGE);
          damage(web.put(file));
          return upload(file);
        });
    add("put a file that the server refuses", this::refusedUpload);
  }

  private Trial upload(byte[] file) {
    String[] cap = {""};
    return new Trial(() -> cap[0] = web.put(file), () -> assertReads(cap[0], file));
  }

  private Trial refusedUpload() {
    Trial upload = upload(fresh(LARGE));
    victim.misbehave(Faults.onWrite(Faults.status(500)));
    return new Trial(
        upload.action(),
        () -> {
          victim.behave();
          upload.check().run();
        });
  }

  private void addDownloads() {
    for (int size : new int[] {SMALL, LARGE}) addDownloads("a file of " + size, size, cap -> {});
    addDownloads("a damaged file", LARGE, this::damage);
  }

  /** Of a file about which the server is asked first. */
  private void addDownloads(String what, int size, Consumer<String> change) {
    byte[] file;
    String cap;
    do {
      file = fresh(size);
      cap = web.put(file);
    } while (!grid.permuted(TestGrid.storageIndex(cap)).get(0).equals(victim));
    change.accept(cap);
    addReads(what, cap, file);
    addChecks(what, cap);
  }

  private void addReads(String what, String cap, byte[] file) {
    add("read " + what, () -> onlyAction(() -> assertReads(cap, file)));
    add("read from the middle of " + what, () -> onlyAction(() -> assertReadsTail(cap, file)));
  }

  private void addChecks(String what, String cap) {
    for (String how : List.of("", "&verify=true", "&add-lease=true"))
      add(
          "check " + what + how,
          () -> onlyAction(() -> assertSucceeds("POST", WebPort.path(cap) + "?t=check" + how)));
  }

  private static Trial onlyAction(Runnable action) {
    return new Trial(action, action);
  }

  private void addRepairs() {
    TestServer other = grid.server((grid.servers().indexOf(victim) + 1) % grid.servers().size());
    add("repair what another server lost", () -> repair(other));
    add("repair what the server lost", () -> repair(victim));
  }

  private Trial repair(TestServer loser) {
    byte[] file = fresh(LARGE);
    String cap = web.put(file);
    StorageIndex index = TestGrid.storageIndex(cap);
    for (int share : loser.shares(index))
      assertThat(loser.shareFile(index, share).toFile().delete()).isTrue();
    String repair = WebPort.path(cap) + "?t=check&verify=true&repair=true&output=json";
    return new Trial(
        () -> assertSucceeds("POST", repair),
        () -> {
          String health = web.send("POST", repair, new byte[0]).text().replaceAll("\\s", "");
          assertThat(health).contains("\"count-shares-good\":5,", "\"count-corrupt-shares\":0,");
          assertReads(cap, file);
        });
  }

  private void addMutable(String format, int size) {
    add("create " + format, () -> create(format, fresh(size)));
    byte[] file = fresh(size);
    String cap = put("/uri?format=" + format, file);
    addReads(format, cap, file);
    addChecks(format, cap);
    String changing = put("/uri?format=" + format, fresh(size));
    add("overwrite " + format, () -> overwrite(changing, fresh(size)));
    add("write into the middle of " + format, () -> patch(changing, fresh(size)));
    addDamaged(format, "the head of ", size, share -> HEAD);
    addDamaged(format, "a block of ", size, share -> share - BLOCK);
  }

  private void addDamaged(String format, String where, int size, IntUnaryOperator offset) {
    byte[] file = fresh(size);
    String cap = put("/uri?format=" + format, file);
    StorageIndex index = Capability.parse(cap).verifyCap().orElseThrow().storageIndex();
    MutableShareFiles shares = new MutableShareFiles(grid, index);
    for (int share : victim.shares(index))
      shares.flip(share, offset.applyAsInt(shares.data(share).size()));
    addReads(where + format + " being damaged", cap, file);
    addChecks(where + format + " being damaged", cap);
  }

  private Trial create(String format, byte[] file) {
    String[] cap = {""};
    return new Trial(
        () -> cap[0] = put("/uri?format=" + format, file), () -> assertReads(cap[0], file));
  }

  private Trial overwrite(String cap, byte[] file) {
    return new Trial(() -> put(WebPort.path(cap), file), () -> assertReads(cap, file));
  }

  private Trial patch(String cap, byte[] file) {
    put(WebPort.path(cap), file);
    byte[] changed = file.clone();
    System.arraycopy("changed".getBytes(StandardCharsets.UTF_8), 0, changed, 1_000, 7);
    return new Trial(
        () -> put(WebPort.path(cap) + "?offset=1000", "changed".getBytes(StandardCharsets.UTF_8)),
        () -> assertReads(cap, changed));
  }

  private void addDirectories() {
    for (String format : List.of("sdmf", "mdmf"))
      add("make a directory, " + format, () -> directory(format));
    add("change a directory", this::changedDirectory);
  }

  private Trial directory(String format) {
    String[] cap = {""};
    return new Trial(
        () -> cap[0] = put("/uri?t=mkdir&format=" + format, new byte[0]),
        () -> assertThat(list(cap[0])).contains("dirnode"));
  }

  private Trial changedDirectory() {
    String cap = put("/uri?t=mkdir", new byte[0]);
    String at = WebPort.path(cap);
    return new Trial(
        () -> {
          put(at + "/one", fresh(SMALL));
          put(at + "/two", fresh(SMALL));
          assertSucceeds("POST", at + "?t=rename&from_name=one&to_name=three");
          assertSucceeds("DELETE", at + "/two");
          assertSucceeds("POST", at + "?t=stream-deep-check");
        },
        () -> assertThat(list(cap)).contains("three").doesNotContain("\"one\"", "\"two\""));
  }

  private String list(String cap) {
    return web.get(WebPort.path(cap) + "?t=json").text();
  }

  /** Asks the server that fails; the outcome stands in no later question's way. */
  private void ask(Function<StorageServer, Future<?>> question) {
    StorageServer server =
        grid.gateway().servers().all().stream()
            .filter(known -> known.name().equals(victim.name()))
            .findFirst()
            .orElseThrow();
    grid.run(() -> question.apply(server).otherwiseEmpty());
  }

  private String put(String path, byte[] body) {
    WebPort.Answer answer = web.send("PUT", path, body);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
    return answer.text().strip();
  }

  private void assertSucceeds(String method, String path) {
    WebPort.Answer answer = web.send(method, path, new byte[0]);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text().toLowerCase(Locale.ROOT)).doesNotContain("error:");
  }

  private void assertReads(String cap, byte[] file) {
    WebPort.Answer answer = web.read(cap);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.bytes()).isEqualTo(file);
  }

  private void assertReadsTail(String cap, byte[] file) {
    int from = file.length / 2;
    WebPort.Answer answer = web.read(cap, "Range", "bytes=" + from + "-");
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.bytes()).isEqualTo(Arrays.copyOfRange(file, from, file.length));
  }

  private void damage(String cap) {
    StorageIndex index = TestGrid.storageIndex(cap);
    victim.shares(index).forEach(share -> victim.damage(index, share, LARGE / 6));
  }
}
