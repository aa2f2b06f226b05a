package org.truckee.client.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truckee.client.ask.Answers.Asked;
import org.truckee.testing.HeldTimers;
import org.truckee.testing.grid.QuietServers;

/** The wait for several servers that are asked at once, with a patience of 1000 ms. */
class AnswersTest {
  private final HeldTimers timers = new HeldTimers();
  private final QuietServers servers = new QuietServers(4);
  private final List<Promise<Void>> answers = new ArrayList<>();
  private final List<Asked> late = new ArrayList<>();
  private int enough = 2;
  private int answered;

  @AfterEach
  void closeServers() {
    servers.close();
  }

  private Future<Void> ask() {
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Promise<Void> answer = Promise.promise();
      answers.add(answer);
      asked.add(new Asked(servers.get(i), answer.future().onSuccess(come -> answered++)));
    }
    return Answers.settle(timers, 1000, asked, () -> answered >= enough, late::add);
  }

  private void answer(int... indexes) {
    for (int index : indexes) answers.get(index).complete();
  }

  private String late() {
    return late.stream()
        .map(asked -> Integer.toString(servers.indexOf(asked.server())))
        .collect(Collectors.joining(" "));
  }

  @Test
  void itIsOver_whenAllHaveAnswered() {
    Future<Void> settled = ask();
    answer(0, 1, 2);
    answers.get(3).fail("no");
    assertThat(settled.isComplete()).isTrue();
    assertThat(late).isEmpty();
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void theRestIsLeft_afterThePatience_whereTheOthersAreEnough() {
    Future<Void> settled = ask();
    answer(0, 1);
    timers.until(999);
    assertThat(settled.isComplete()).isFalse();
    timers.until(1000);
    assertThat(settled.isComplete()).isTrue();
    assertThat(late()).isEqualTo("2 3");
    assertThat(servers.get(2).suspected()).isTrue();
    assertThat(servers.get(0).suspected()).isFalse();
  }

  @Test
  void whereTheLatestAnswerTookLong_threeTimesAsLongIsWaited() {
    Future<Void> settled = ask();
    answer(0);
    timers.until(900);
    answer(1);
    timers.until(2000);
    assertThat(settled.isComplete()).isFalse();
    timers.until(2250);
    assertThat(settled.isComplete()).isTrue();
  }

  @Test
  void whereTooFewHaveAnswered_theOthersAreWaitedForLonger() {
    enough = 4;
    servers.hang(2);
    servers.hang(3);
    Future<Void> settled = ask();
    answer(0, 1);
    timers.until(7_999);
    assertThat(settled.isComplete()).isFalse();
    timers.until(8_000);
    assertThat(settled.isComplete()).isTrue();
    assertThat(late()).isEqualTo("2 3");
  }

  @Test
  void nobodyIsSuspected_whereNobodyAnswers() {
    Future<Void> settled = ask();
    timers.until(60_000);
    assertThat(settled.isComplete()).isFalse();
    assertThat(servers.all()).noneMatch(server -> server.suspected());
    answer(0, 1, 2, 3);
    assertThat(settled.isComplete()).isTrue();
  }

  @Test
  void serversThatWereSuspectedBefore_getOnlyAsLongAgainAsTheOthersTook() {
    servers.suspect(2);
    servers.suspect(3);
    Future<Void> settled = ask();
    timers.until(200);
    answer(0, 1);
    timers.until(399);
    assertThat(settled.isComplete()).isFalse();
    timers.until(400);
    assertThat(settled.isComplete()).isTrue();
    assertThat(late()).isEqualTo("2 3");
  }

  @Test
  void courtesiesAreNotWaitedForLong() {
    Future<Void> settled =
        Answers.courtesies(
            timers, 1000, List.of(new Asked(servers.get(0), Promise.promise().future())));
    timers.until(1000);
    assertThat(settled.isComplete()).isTrue();
  }
}
