package org.truckee.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.client.context.ClientContext;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageClient;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerFailure;
import org.truckee.client.timeline.Timelines;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.Ticker;
import org.truckee.platform.Timers;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.AlteredAnswers;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;
import org.truckee.worker.Codec;
import org.truckee.worker.Machine;

/** Audits find what is lost, damaged or made up, and take silence for nothing else. */
class AuditorTest {
  private static final int SEGMENT = 1024;
  private static final AuditOptions THOROUGH = new AuditOptions(64, 1000);

  private static final AlteredAnswers ANSWERS = new AlteredAnswers();
  private static TestGrid grid;
  private static ClientContext context;

  private String name;
  private Auditor auditor;

  @BeforeAll
  static void startGrid(@TempDir Path directory) {
    GatewaySettings settings =
        GatewaySettings.encoding(2, 3, 4)
            .segments(SEGMENT)
            .through(ANSWERS.layer(), (server, client) -> client);
    grid = TestGrid.start(directory, 4, settings);
    context =
        new ClientContext(
            machine(grid.vertx()),
            new MemoryBudget(1 << 20, Ticker.SYSTEM),
            new Timelines(grid.clock(), Ticker.SYSTEM),
            grid.gateway().servers(),
            new ServerSecrets(settings.secret()),
            settings.encoding());
  }

  /** A machine on which pauses are short. */
  private static Machine machine(Vertx vertx) {
    Codec codec = Waiting.of(Codec.deploy(vertx, 1));
    Machine usual = Machine.of(vertx, codec, grid.clock(), new SecureRandom());
    Timers hasty = (millis, action) -> usual.timers().in(Math.min(millis, 5), action);
    return new Machine(hasty, usual.blocking(), codec, usual.clock(), usual.random());
  }

  @AfterAll
  static void closeGrid() {
    grid.close();
  }

  @BeforeEach
  void begin(TestInfo test) {
    name = test.getDisplayName() + test.getTestMethod().orElseThrow().getName();
    auditor = new Auditor(context, new ServerScores(grid.clock()));
  }

  @AfterEach
  void tellTheTruthAgain() {
    ANSWERS.clear();
    grid.waitUntilTrusted();
  }

  private Capability put(int size) {
    return verifyCap(Capability.parse(grid.web().put(Golden.stream(name, size))));
  }

  private Capability put(MutableFormat format, int size) {
    Plaintext contents = PlaintextInMemory.of(Bytes.wrap(Golden.stream(name, size)));
    return verifyCap(
        grid.run(
            () ->
                grid.gateway()
                    .gateway()
                    .mutableFiles()
                    .create(format, contents, Optional.empty())));
  }

  private static Capability verifyCap(Capability cap) {
    return cap.verifyCap().orElseThrow();
  }

  private static StorageIndex storageIndex(Capability cap) {
    return cap.verifyCap().orElseThrow().storageIndex();
  }

  private AuditResults audit(Capability cap, AuditOptions options) {
    return grid.run(() -> auditor.audit(cap, options)).orElseThrow();
  }

  private static TestServer holder(Capability cap, int share) {
    return grid.servers().stream()
        .filter(server -> server.shares(storageIndex(cap)).contains(share))
        .findFirst()
        .orElseThrow();
  }

  private static String nickname(Capability cap, int share) {
    return holder(cap, share).announcement().nickname();
  }

  private ServerScore score(TestServer server) {
    StorageServer known =
        grid.gateway().servers().all().stream()
            .filter(one -> one.name().equals(server.name()))
            .findFirst()
            .orElseThrow();
    return auditor.scores().of(known).orElseThrow();
  }

  private static AuditedShare share(AuditResults results, int number) {
    return results.shares().stream()
        .filter(share -> share.number() == number)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {56, SEGMENT, SEGMENT + 1, 9 * SEGMENT, 60 * SEGMENT})
  void aFileThatIsKept_isGood(int size) {
    Capability cap = put(size);
    AuditResults results = audit(cap, new AuditOptions(2, 1000));

    assertThat(results.verdict()).isEqualTo(AuditVerdict.GOOD);
    assertThat(results.goodNumbers()).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(results.blocks()).isEqualTo(size <= SEGMENT ? 4 : 8);
    assertThat(results.code()).isEqualTo(new AuditResults.Code(2, 4));
    grid.servers().forEach(server -> assertThat(score(server).good()).isEqualTo(1));
  }

  @Test
  void aLargeFile_costsFarLessThanItsHashTrees() {
    Capability cap = put(512 << 10);
    List<Integer> before = grid.servers().stream().map(one -> one.requests().size()).toList();
    AuditResults results = audit(cap, AuditOptions.USUAL);

    assertThat(results.verdict()).isEqualTo(AuditVerdict.GOOD);
    assertThat(results.bytes()).isBetween(4L * SEGMENT / 2, 4 * 45_000L);
    long sent = 0;
    for (int i = 0; i < 4; i++) {
      List<TestServer.Request> all = grid.server(i).requests();
      sent +=
          all.subList(before.get(i), all.size()).stream().mapToLong(one -> one.bytesSent()).sum();
    }
    assertThat(sent).isBetween(results.bytes(), results.bytes() + 4 * 1_000L);
  }

  @ParameterizedTest
  @EnumSource(MutableFormat.class)
  void aMutableFileThatIsKept_isGood(MutableFormat format) {
    for (int size : new int[] {0, 1, 30 * SEGMENT}) {
      AuditResults results = audit(put(format, size), AuditOptions.USUAL);
      assertThat(results.verdict()).isEqualTo(AuditVerdict.GOOD);
      assertThat(results.code()).isEqualTo(new AuditResults.Code(2, 4));
      assertThat(results.blocks()).isEqualTo(size == 0 ? 0 : 4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHK", "SDMF", "MDMF"})
  void aDamagedBlock_isFound_andItsServerTold(String kind) {
    int size = 10 * SEGMENT;
    Capability cap = kind.equals("CHK") ? put(size) : put(MutableFormat.valueOf(kind), size);
    TestServer server = holder(cap, 2);
    int reports = server.corruptionReports();
    long length = server.shareFile(storageIndex(cap), 2).toFile().length();
    server.damage(storageIndex(cap), 2, kind.equals("CHK") ? 500 : length / 2);

    AuditResults results = audit(cap, THOROUGH);

    assertThat(results.verdict()).isEqualTo(AuditVerdict.BAD);
    assertThat(results.with(AuditVerdict.BAD)).extracting(AuditedShare::number).containsExactly(2);
    assertThat(results.goodNumbers()).containsExactlyInAnyOrder(0, 1, 3);
    assertThat(score(server).bad()).isEqualTo(1);
    Waiting.untilTrue(() -> server.corruptionReports() == reports + 1);
  }

  @Test
  void aShareThatIsLost_isMissed_andNobodyIsAccused() throws IOException {
    Capability cap = put(5 * SEGMENT);
    Files.delete(holder(cap, 1).shareFile(storageIndex(cap), 1));

    AuditResults results = audit(cap, AuditOptions.USUAL);

    assertThat(results.verdict()).isEqualTo(AuditVerdict.BAD);
    assertThat(results.missing()).containsExactly(1);
    assertThat(results.with(AuditVerdict.BAD)).isEmpty();
  }

  @Test
  void aServerThatIsAway_isSilent_andNotBad() {
    Capability cap = put(5 * SEGMENT);
    TestServer server = holder(cap, 0);
    server.stop();

    AuditResults results = audit(cap, AuditOptions.USUAL);

    server.start();
    assertThat(results.verdict()).isEqualTo(AuditVerdict.SILENT);
    assertThat(results.silent()).extracting(StorageServer::name).containsExactly(server.name());
    assertThat(results.missing()).containsExactly(0);
    assertThat(score(server))
        .extracting(ServerScore::bad, ServerScore::silent)
        .containsExactly(0.0, 1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void aServerThatIsSilentForAWhile_isAskedThreeTimesMore(int silences) {
    Capability cap = put(5 * SEGMENT);
    AtomicInteger left = new AtomicInteger(silences);
    ANSWERS.alter(
        nickname(cap, 3),
        "read",
        (honest, args) ->
            left.getAndDecrement() > 0
                ? Future.failedFuture(ServerFailure.late("server"))
                : read(honest, args, (int) args[1], (long) args[2]));

    AuditVerdict verdict = silences == 3 ? AuditVerdict.GOOD : AuditVerdict.SILENT;
    AuditResults results = audit(cap, AuditOptions.USUAL);

    assertThat(results.verdict()).isEqualTo(verdict);
    assertThat(share(results, 3).verdict()).isEqualTo(verdict);
    assertThat(score(holder(cap, 3)).bad()).isZero();
  }

  private static Future<byte[]> read(StorageClient honest, Object[] args, int share, long offset) {
    return honest.read((StorageIndex) args[0], share, offset, (int) args[3]);
  }

  @Test
  void aServerThatAnswersWithOtherGoodBytes_isFoundOut() {
    Capability cap = put(5 * SEGMENT);
    String liar = nickname(cap, 2);
    ANSWERS.alter(liar, "shares", (honest, args) -> Future.succeededFuture(numbers(1, 2)));
    ANSWERS.alter(liar, "read", (honest, args) -> read(honest, args, 2, (long) args[2]));

    AuditResults results = audit(cap, AuditOptions.USUAL);

    assertThat(results.with(AuditVerdict.BAD)).extracting(AuditedShare::number).containsExactly(1);
    assertThat(results.verdict()).isEqualTo(AuditVerdict.BAD);
    assertThat(score(holder(cap, 2)).bad()).isPositive();
  }

  @Test
  void aServerThatMovesItsBytes_isFoundOut() {
    Capability cap = put(100 * SEGMENT);
    ANSWERS.alter(
        nickname(cap, 1), "read", (honest, args) -> read(honest, args, 1, shifted((long) args[2])));

    assertThat(share(audit(cap, AuditOptions.USUAL), 1).verdict()).isEqualTo(AuditVerdict.BAD);
  }

  private static long shifted(long offset) {
    return offset == 0 ? 0 : offset + SEGMENT / 2;
  }

  private static SortedSet<Integer> numbers(Integer... all) {
    return new TreeSet<>(List.of(all));
  }

  @Test
  void aServerThatNamesAShareAndDeniesIt_isFoundOut() {
    Capability cap = put(5 * SEGMENT);
    ANSWERS.alter(
        nickname(cap, 0), "shares", (honest, args) -> Future.succeededFuture(numbers(0, 3, 200)));

    AuditResults results = audit(cap, AuditOptions.USUAL);

    assertThat(results.with(AuditVerdict.BAD)).extracting(AuditedShare::number).containsExactly(3);
    assertThat(results.goodNumbers()).hasSize(4);
  }

  @Test
  void aShareThatMayBeUnfinished_isNotBad() {
    Capability cap = put(MutableFormat.SDMF, 100);
    TestServer server = holder(cap, 1);
    server.damage(storageIndex(cap), 1, 468 + 3);

    AuditResults results = audit(cap, AuditOptions.USUAL);

    assertThat(results.verdict()).isEqualTo(AuditVerdict.SILENT);
    assertThat(share(results, 1).reason()).contains("written just now");
    assertThat(results.goodNumbers()).hasSize(3);
  }

  @Test
  void anAuditOfSomeShares_asksForNoOthers() {
    AuditResults results = audit(put(5 * SEGMENT), new AuditOptions(3, 2));
    assertThat(results.shares()).hasSize(2);
    assertThat(results.blocks()).isEqualTo(6);
    assertThat(results.missing()).isEmpty();
    assertThat(results.verdict()).isEqualTo(AuditVerdict.GOOD);
  }

  @Test
  void theChanceToMissALoss_isTold() {
    AuditResults some = audit(put(40 * SEGMENT), new AuditOptions(5, 1000));
    assertThat(some.chanceToMiss(0.1)).isCloseTo(Math.pow(0.9, 20), within(1e-9));
    assertThat(some.chanceToMiss(0)).isEqualTo(1);
    AuditResults all = audit(put(3 * SEGMENT), THOROUGH);
    assertThat(all.chanceToMiss(0.01)).isZero();
  }

  @Test
  void whereNoServerAnswers_nobodyIsJudged() {
    Capability cap = put(5 * SEGMENT);
    for (int i = 0; i < 4; i++)
      ANSWERS.alter(
          grid.server(i).announcement().nickname(),
          "shares",
          (honest, args) -> Future.failedFuture(ServerFailure.late("server")));

    AuditResults results = audit(cap, AuditOptions.USUAL);

    assertThat(results.verdict()).isEqualTo(AuditVerdict.SILENT);
    assertThat(results.silent()).hasSize(4);
    for (StorageServer server : grid.gateway().servers().all())
      assertThat(auditor.scores().of(server)).isEmpty();
  }

  @Test
  void whatHasNoShares_hasNothingToAudit() {
    Capability small = Capability.parse("URI:LIT:krugkidfnzsc4");
    assertThat(grid.run(() -> auditor.audit(small, AuditOptions.USUAL))).isEmpty();
  }
}
