package org.truckee.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;

/** Members of a gateway who may store 20,000 bytes each. */
class MemberQuotaTest extends MemberGrid {
  private final Random random = new Random(1);

  @BeforeEach
  void openWithQuota() {
    web = openWithQuota(20_000);
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private WebPort.Answer put(Visitor visitor, String path, byte[] file) {
    return web.send("PUT", path, file, "Cookie", visitor.cookie());
  }

  private static void assertStored(Visitor visitor, long stored) {
    assertThat(visitor.look("/member?t=json").text())
        .contains("\"stored\": " + stored + ",", "\"quota\": 20000");
  }

  @Test
  void whatIsOverTheQuota_isRefusedWithASentence_andReadingGoesOn() throws IOException {
    Visitor ann = member("ann");
    byte[] first = bytes(15_000);
    assertThat(put(ann, "/vdrive/mine/a", first).status()).isEqualTo(201);
    WebPort.Answer refused = put(ann, "/vdrive/mine/b", bytes(5_001));
    assertThat(refused.status()).isEqualTo(507);
    assertThat(refused.text())
        .contains("your files here take 15000 bytes of your quota of 20000", "would take 5001");
    assertThat(put(ann, "/uri", bytes(5_001)).status()).isEqualTo(507);
    assertThat(put(ann, "/uri?format=sdmf", bytes(5_001)).status()).isEqualTo(507);
    assertStored(ann, 15_000);

    assertThat(ann.look("/vdrive/mine/a").bytes()).isEqualTo(first);
    assertThat(put(ann, "/uri", bytes(5_000)).status()).isEqualTo(200);
    assertStored(ann, 20_000);
    assertThat(put(ann, "/vdrive/mine/tiny", new byte[50]).status())
        .as("in the cap")
        .isEqualTo(201);
    assertThat(put(member("bob"), "/uri", bytes(20_000)).status()).isEqualTo(200);
    assertThat(web.send("PUT", "/uri", bytes(30_000)).status()).as("anonymous").isEqualTo(200);
  }

  @Test
  void aPage_saysWhatIsUsedAndLeft() throws IOException {
    Visitor ann = member("ann");
    put(ann, "/uri", bytes(10_240));
    assertThat(ann.look("/member").text())
        .contains("Your files take", "10.0 KiB", "Room left", "9.5 KiB of 19.5 KiB");
    store().ledger().allow("ann", OptionalLong.empty());
    assertThat(ann.look("/member").text()).contains("not bounded for you");
    assertThat(put(ann, "/uri", bytes(30_000)).status()).isEqualTo(200);
    store().ledger().allow("ann", OptionalLong.of(50_000));
    assertThat(put(ann, "/uri", bytes(10_000)).status()).isEqualTo(507);
    store().ledger().allowUsual("ann");
    assertThat(put(ann, "/uri", bytes(100)).status()).isEqualTo(507);
    assertThat(ann.look("/member").text()).contains("0 B of 19.5 KiB");
  }

  @Test
  void aFile_countsOnce_andNotIfItIsNotStored() throws IOException {
    Visitor ann = member("ann");
    byte[] file = bytes(8_000);
    for (int i = 0; i < 3; i++) assertThat(put(ann, "/uri", file).status()).isEqualTo(200);
    assertStored(ann, 8_000);
    assertThat(put(ann, "/vdrive/mine/a", file).status()).isEqualTo(201);
    for (int i = 0; i < 3; i++)
      assertThat(put(ann, "/vdrive/mine/a?replace=false", bytes(9_000)).status()).isEqualTo(409);
    assertStored(ann, 8_000);
    byte[] rest = bytes(12_000);
    Waiting.until(() -> assertThat(put(ann, "/uri", rest).status()).isEqualTo(200));
  }

  @Test
  void aMutableFile_countsWithItsLatestSize() throws IOException {
    Visitor ann = member("ann");
    byte[] first = bytes(10_000);
    String cap = put(ann, "/uri?format=mdmf", first).text();
    assertStored(ann, 10_000);
    assertThat(put(ann, WebPort.path(cap), bytes(20_001)).status()).isEqualTo(507);
    assertThat(web.get(WebPort.path(cap)).bytes()).isEqualTo(first);
    assertThat(put(ann, WebPort.path(cap), bytes(20_000)).status()).isEqualTo(200);
    assertThat(put(ann, "/uri", bytes(100)).status()).isEqualTo(507);
    assertThat(put(ann, WebPort.path(cap), bytes(6_000)).status()).isEqualTo(200);
    assertStored(ann, 6_000);
  }

  @Test
  void whatWasStored_countsOverARestart_andForAMonth() throws IOException {
    Visitor ann = member("ann");
    put(ann, "/uri", bytes(20_000));
    web = openWithQuota(20_000);
    assertThat(put(ann, "/uri", bytes(100)).status()).isEqualTo(507);
    grid.clock().advance(Duration.ofDays(31));
    Visitor back = new Visitor(web).signIn("ann", passphrase("ann"));
    assertStored(back, 0);
    assertThat(put(back, "/uri", bytes(20_000)).status()).isEqualTo(200);
  }

  @Test
  void manyAtOnce_getNoMoreThanTheQuota() throws Exception {
    Visitor ann = member("ann");
    ExecutorService senders = Executors.newFixedThreadPool(8);
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      byte[] file = bytes(100);
      answers.add(senders.submit(() -> put(ann, "/uri", file).status()));
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) statuses.add(answer.get());
    senders.shutdown();
    assertThat(statuses).containsOnly(200, 507);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(20_000 / 4096);
  }
}
