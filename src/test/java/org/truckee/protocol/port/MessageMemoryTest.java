package org.truckee.protocol.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.testing.Waiting;

class MessageMemoryTest {
  private static final Vertx VERTX = Vertx.vertx();

  private final MessageMemory memory = new MessageMemory(VERTX, 100);

  @AfterAll
  static void close() {
    Waiting.of(VERTX.close());
  }

  @Test
  void whoHoldsLeast_isNext() {
    MessageMemory.Held first = Waiting.of(memory.acquire("greedy", 60));
    MessageMemory.Held second = Waiting.of(memory.acquire("greedy", 40));
    Future<MessageMemory.Held> third = memory.acquire("greedy", 40);
    Future<MessageMemory.Held> other = memory.acquire("modest", 40);

    second.release();
    second.release();

    Waiting.of(other);
    assertThat(third.isComplete()).isFalse();
    assertThat(memory.used()).isEqualTo(100);
    first.release();
    Waiting.of(third);
    assertThat(memory.used()).isEqualTo(80);
  }

  @Test
  void whatIsLargerThanAll_isServedAlone() {
    MessageMemory.Held large = Waiting.of(memory.acquire("a", 1000));
    Future<MessageMemory.Held> small = memory.acquire("b", 1);
    assertThat(small.isComplete()).isFalse();
    assertThat(memory.pace()).isEqualTo(Pace.CONTENDED);
    large.release();
    Waiting.of(small);
    assertThat(memory.pace()).isEqualTo(Pace.USUAL);
  }

  @Test
  void nodesOfOneProcess_shareWhatTheirRoleHas() {
    MessageMemory storage = MessageMemory.of(VERTX, "storage");

    assertThat(MessageMemory.of(VERTX, "storage")).isSameAs(storage);
    assertThat(MessageMemory.of(VERTX, "vdrive")).isNotSameAs(storage);
  }

  @Test
  void thoseWhoWait_haveAnEnd() {
    Waiting.of(memory.acquire("a", 100));
    List<Future<MessageMemory.Held>> all = new ArrayList<>();
    for (int i = 0; i < 1001; i++) all.add(memory.acquire("b", 1));

    Future<MessageMemory.Held> last = all.get(1000);
    await().until(last::isComplete);
    assertThat(GridException.is(last.cause(), GridException.Kind.BUSY)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "2001:db8::1, 2001:db8::ffff, true",
    "2001:db8::1, 2001:db8:0:1::1, false",
    "::ffff:192.0.2.1, ::ffff:192.0.2.2, false"
  })
  void clients_areToldApartByWhatTheyCanNotChoose(String one, String other, boolean same) {
    assertThat(ClientAddress.of(one).equals(ClientAddress.of(other))).isEqualTo(same);
  }

  @Test
  void aMessage_hasTimeForItsSizeAndLessWhereOthersWait() {
    assertThat(Pace.USUAL.allowedMillis(64 << 20)).isEqualTo(60_000 + 2_048_000);
    assertThat(Pace.CONTENDED.allowedMillis(64 << 20)).isEqualTo(10_000 + 64_000);
  }
}
