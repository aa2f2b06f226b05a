package org.truckee.platform.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.truckee.testing.HeldTimers;

class LastAnswerTest {
  private final HeldTimers time = new HeldTimers();
  private final List<Promise<String>> questions = new ArrayList<>();
  private final LastAnswer<String> answers = new LastAnswer<>(this::ask, time, 60);

  private Future<String> ask() {
    Promise<String> question = Promise.promise();
    questions.add(question);
    return question.future();
  }

  private void pass(long seconds) {
    time.until(TimeUnit.SECONDS.toMillis(seconds));
  }

  @Test
  void whoeverComesFirst_waits_andTheOthersGetTheSame() {
    Future<String> first = answers.get();
    Future<String> second = answers.get();
    assertThat(questions).hasSize(1);
    questions.get(0).complete("one");
    assertThat(first.result()).isEqualTo("one");
    assertThat(second.result()).isEqualTo("one");
    pass(59);
    assertThat(answers.get().result()).isEqualTo("one");
    assertThat(questions).hasSize(1);
  }

  @Test
  void anOldAnswer_serves_whileItIsAskedAnew() {
    answers.get();
    questions.get(0).complete("one");
    pass(60);
    assertThat(answers.get().result()).isEqualTo("one");
    assertThat(answers.get().result()).isEqualTo("one");
    assertThat(questions).hasSize(2);
    questions.get(1).complete("two");
    assertThat(answers.get().result()).isEqualTo("two");
  }

  @Test
  void aFailure_isToldToThoseWhoHaveNoAnswer_andAskedAnew() {
    Future<String> first = answers.get();
    questions.get(0).fail("broken");
    assertThat(first.failed()).isTrue();
    answers.get();
    questions.get(1).complete("one");
    pass(60);
    answers.get();
    questions.get(2).fail("broken again");
    assertThat(answers.get().result()).isEqualTo("one");
    assertThat(questions).hasSize(4);
  }
}
