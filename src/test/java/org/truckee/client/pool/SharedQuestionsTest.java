package org.truckee.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.truckee.platform.Timers;
import org.truckee.testing.HeldTimers;
import org.truckee.testing.Waiting;

/** Questions that several requests share. */
class SharedQuestionsTest {
  private final HeldTimers timers = new HeldTimers();
  private final SharedQuestions<String, String> questions = new SharedQuestions<>(timers);
  private final List<Promise<String>> put = new ArrayList<>();

  private Future<String> ask(String key) {
    return questions.ask(
        key,
        () -> {
          Promise<String> answer = Promise.promise();
          put.add(answer);
          return answer.future();
        });
  }

  @Test
  void aQuestionThatWasPutBefore_isNotShared_andTheNextOneIs() {
    Future<String> first = ask("file");
    Future<String> second = ask("file");
    Future<String> third = ask("file");
    Future<String> beside = ask("other");
    assertThat(put).hasSize(2);

    put.get(0).complete("old");
    assertThat(first.result()).isEqualTo("old");
    assertThat(second.isComplete()).isFalse();
    Future<String> late = ask("file");
    assertThat(put).hasSize(3);

    put.get(2).complete("new");
    assertThat(List.of(second.result(), third.result())).containsOnly("new");
    assertThat(late.isComplete()).isFalse();
    put.get(3).complete("newest");
    put.get(1).complete("beside");
    assertThat(late.result()).isEqualTo("newest");
    assertThat(beside.result()).isEqualTo("beside");
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void aQuestionThatIsNotAnswered_isNotWaitedForLong() {
    Future<String> hangs = ask("file");
    Future<String> next = ask("file");
    timers.until(SharedQuestions.MOST_MILLIS - 1);
    assertThat(put).hasSize(1);

    timers.until(SharedQuestions.MOST_MILLIS);
    assertThat(put).hasSize(2);
    put.get(1).complete("new");

    assertThat(next.result()).isEqualTo("new");
    assertThat(hangs.isComplete()).isFalse();
  }

  @Test
  void aFailure_isThatOfItsOwnRequestsOnly() {
    Future<String> first = ask("file");
    Future<String> second = ask("file");
    put.get(0).fail("broken");
    Future<String> thrown =
        questions.ask(
            "thrown",
            () -> {
              throw new IllegalStateException("thrown");
            });
    put.get(1).complete("sound");

    assertThat(first.cause()).hasMessage("broken");
    assertThat(second.result()).isEqualTo("sound");
    assertThat(thrown.cause()).hasMessage("thrown");
    assertThat(ask("file").isComplete()).isFalse();
    assertThat(put).hasSize(3);
  }

  @Test
  void requestsOfManyEventLoopsAndClients_getAnswersThatAreNew_whereTheyAsked() {
    Vertx vertx = Vertx.vertx();
    try {
      SharedQuestions<String, Integer> shared = new SharedQuestions<>(Timers.of(vertx));
      AtomicInteger state = new AtomicInteger();
      AtomicInteger asked = new AtomicInteger();
      Set<String> wrong = ConcurrentHashMap.newKeySet();
      List<Future<Void>> requests = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        ContextInternal loop = ((VertxInternal) vertx).createEventLoopContext().duplicate();
        Client client = Client.of("10.0.0." + i % 2);
        Promise<Void> done = Promise.promise();
        requests.add(done.future());
        loop.runOnContext(
            now -> {
              client.bind();
              int before = state.incrementAndGet();
              shared
                  .ask("file", () -> seen(vertx, state, asked))
                  .onSuccess(
                      seen -> {
                        if (seen < before) wrong.add("older than what was acknowledged before");
                        if (ContextInternal.current() != loop) wrong.add("on another context");
                        if (!Client.current().equals(client)) wrong.add("for another client");
                      })
                  .<Void>mapEmpty()
                  .onComplete(done);
            });
      }
      Waiting.of(Future.all(requests));

      assertThat(wrong).isEmpty();
      assertThat(asked.get()).isBetween(2, 200);
    } finally {
      Waiting.of(vertx.close());
    }
  }

  private static Future<Integer> seen(Vertx vertx, AtomicInteger state, AtomicInteger asked) {
    asked.incrementAndGet();
    int seen = state.get();
    return vertx.timer(3).map(later -> seen);
  }
}
