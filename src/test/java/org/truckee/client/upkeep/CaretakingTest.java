package org.truckee.client.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.upkeep.entrust.TakenEntrustment;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.entrust.CareReport;
import org.truckee.protocol.entrust.CareReportText;
import org.truckee.protocol.entrust.Entrusted;
import org.truckee.protocol.entrust.Entrustment;
import org.truckee.protocol.entrust.EntrustmentText;
import org.truckee.protocol.entrust.Rhythm;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.grid.TestUpkeep;
import org.truckee.testing.http.WebPort;

/** A friend's upkeep, which cares for what it can't read, and reports. */
@Tag("slow")
class CaretakingTest {
  private static final byte[] CONTENTS =
      "kept by a friend ".repeat(100).getBytes(StandardCharsets.UTF_8);
  private static final Ed25519SigningKey OWNER =
      Ed25519SigningKey.generate(new SplittableRandom(11));

  @TempDir Path directory;
  private TestGrid grid;
  private TestUpkeep friend;
  private String reports;
  private String changing;
  private String fixed;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 4, GatewaySettings.encoding(2, 3, 4));
    reports = put("/uri?format=SDMF");
    changing = put("/uri?format=SDMF");
    fixed = put("/uri");
    friend = TestUpkeep.open(grid, directory);
  }

  @AfterEach
  void stop() {
    friend.close();
    grid.close();
  }

  private String put(String address) {
    return grid.web().send("PUT", address, CONTENTS).text();
  }

  private Entrustment.Policy policy(boolean repair, Rhythm rhythm) {
    LocalDate today = LocalDate.ofInstant(grid.clock().instant(), ZoneOffset.UTC);
    return new Entrustment.Policy(today.plusDays(60), repair, rhythm);
  }

  private String entrustment(Entrustment.Policy policy, Ed25519SigningKey owner) {
    List<Entrusted> things = new ArrayList<>();
    for (String cap : List.of(reports, changing, fixed))
      things.add(Entrusted.of(Capability.parse(cap), policy.repair()).orElseThrow());
    MutableWriteCap mailbox = (MutableWriteCap) Capability.parse(reports);
    return EntrustmentText.of(owner, policy, Optional.of(mailbox), things);
  }

  private TakenEntrustment take(Entrustment.Policy policy) {
    TakenEntrustment taken = grid.run(() -> taking("owner", entrustment(policy, OWNER)));
    friend.look();
    return taken;
  }

  private Future<TakenEntrustment> taking(String name, String text) {
    return Future.succeededFuture(text)
        .map(EntrustmentText::read)
        .compose(whole -> friend.upkeep().caretaking().take(name, whole, text));
  }

  private void days(int days) {
    for (int day = 0; day < days; day++) {
      grid.clock().advance(Duration.ofHours(24));
      friend.look();
    }
  }

  private CareReport received() {
    CareReportText text = CareReportText.read(grid.web().get(WebPort.path(reports)).text());
    assertThat(text.caretaker()).isEqualTo(TestUpkeep.KEY.verifyingKey());
    return text.report();
  }

  private static StorageIndex address(String cap) {
    return Capability.parse(cap).verifyCap().orElseThrow().storageIndex();
  }

  private void lose(String cap) throws IOException {
    for (TestServer server : grid.servers().subList(0, 2))
      for (int share : server.shares(address(cap)))
        Files.delete(server.shareFile(address(cap), share));
  }

  private boolean isWhole(String cap) {
    CheckOptions every = new CheckOptions(true, false);
    return grid.run(() -> grid.gateway().gateway().checker().check(Capability.parse(cap), every))
        .orElseThrow()
        .health()
        .healthy();
  }

  @Test
  void whatIsEntrusted_isHealed_andReported_overRestarts() throws IOException {
    TakenEntrustment taken = take(policy(true, Rhythm.DAILY));
    assertThat(received().entrustment()).isEqualTo(taken.signature());
    assertThat(received().care().healthy()).isEqualTo(3);
    for (String cap : List.of(changing, fixed)) lose(cap);
    days(1);
    assertThat(received().low()).hasSize(2);

    friend.close();
    friend = TestUpkeep.open(grid, directory);
    days(2);

    assertThat(isWhole(changing) && isWhole(fixed)).isTrue();
    assertThat(grid.web().get(WebPort.path(changing)).bytes()).isEqualTo(CONTENTS);
    assertThat(received().care().healthy()).isEqualTo(3);
    assertThat(grid.run(() -> friend.upkeep().caretaking().entrusted().all()))
        .containsExactly(taken);
    grid.clock().advance(Duration.ofDays(70));
    friend.look();
    assertThat(friend.state().figures().roots()).isEmpty();
  }

  @Test
  void anOwnersWishes_areFollowed() throws IOException {
    take(policy(false, Rhythm.WEEKLY));
    CareReport first = received();
    for (String cap : List.of(changing, fixed)) lose(cap);
    days(5);
    assertThat(received()).isEqualTo(first);
    assertThat(friend.state().figures().things().low()).isZero();
    days(5);

    assertThat(received().care().low()).isEqualTo(2);
    assertThat(friend.state().figures().repairs().attempted()).isZero();
    changing = put("/uri?format=MDMF");
    TakenEntrustment newer = take(policy(true, Rhythm.WEEKLY));
    assertThat(friend.state().figures().things().all()).isEqualTo(3);
    assertThat(received().entrustment()).isEqualTo(newer.signature());
    grid.run(() -> friend.upkeep().caretaking().giveUp("owner"));
    friend.look();
    assertThat(friend.state().figures().roots()).isEmpty();
    assertThat(friend.state().figures().things().all()).isZero();
  }

  @Test
  void aDamagedEntrustment_isKeptInSight_andItsThingsInTheStore() throws IOException {
    take(policy(true, Rhythm.DAILY));
    friend.close();
    Files.write(directory.resolve("entrusted/owner.entrustment"), new byte[] {'t', (byte) 0xff});
    friend = TestUpkeep.open(grid, directory);
    friend.add("own", grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text());
    lose(fixed);
    days(8);

    UpkeepState state = friend.state();
    assertThat(state.figures().roots())
        .extracting(root -> root.trouble().isEmpty())
        .containsExactly(false, true);
    assertThat(state.figures().things().all()).isEqualTo(4);
    assertThat(state.figures().repairs().attempted()).isZero();
    assertThat(state.warnings()).anyMatch(told -> told.startsWith("1 entrustment is damaged"));
    assertThat(friend.web().get("/entrusted").text()).contains("\"damaged\"");
    take(policy(true, Rhythm.DAILY));
    days(2);
    assertThat(isWhole(fixed)).isTrue();
    assertThat(friend.state().warnings()).isEmpty();
  }

  @Test
  void anOwnThing_isRepaired_whateverSomebodyElseWishes() throws IOException {
    String root = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    grid.web().send("PUT", "/uri/" + root + "/file?t=uri", fixed.getBytes(StandardCharsets.UTF_8));
    friend.add("own", root);
    take(policy(false, Rhythm.WEEKLY));
    lose(fixed);
    days(3);

    assertThat(isWhole(fixed)).isTrue();
  }

  @Test
  void whatIsFalse_over_orOfAnotherGrid_isRefused() {
    String good = entrustment(policy(true, Rhythm.DAILY), OWNER);
    assertRefused("a", good.replace("repair yes", "repair no"), "not what its owner signed");
    assertRefused("../a", good, "the name of an entrustment");
    LocalDate past = LocalDate.ofInstant(grid.clock().instant(), ZoneOffset.UTC).minusDays(1);
    Entrustment.Policy over = new Entrustment.Policy(past, true, Rhythm.DAILY);
    assertRefused("a", entrustment(over, OWNER), "this entrustment ended with");
    take(policy(true, Rhythm.DAILY));
    Ed25519SigningKey other = Ed25519SigningKey.generate(new SplittableRandom(12));
    assertRefused("owner", entrustment(policy(true, Rhythm.DAILY), other), "another owner's");
    reports = reports.replaceFirst("URI:SSK:....", "URI:SSK:aaaa");
    assertRefused("a", entrustment(policy(true, Rhythm.DAILY), OWNER), "for another grid");
  }

  private void assertRefused(String name, String text, String why) {
    assertThatThrownBy(() -> grid.run(() -> taking(name, text)))
        .isInstanceOf(GridException.class)
        .hasMessageContaining(why);
  }
}
