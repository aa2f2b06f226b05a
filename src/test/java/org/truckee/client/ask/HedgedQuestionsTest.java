package org.truckee.client.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.HeldTimers;

class HedgedQuestionsTest {
  private final HeldTimers timers = new HeldTimers();
  private final AskPolicy steady = AskPolicy.steady(timers, 100);
  private final AskPolicy doubling = AskPolicy.doubling(timers, 100);
  private ScriptedSources sources;

  private HedgedQuestions<String, String> questions(AskPolicy policy, String script) {
    sources = new ScriptedSources(timers, script);
    return new HedgedQuestions<>(policy, sources);
  }

  private static String outcome(Future<List<String>> answers) {
    if (!answers.isComplete()) return "pending";
    return answers.succeeded() ? String.join(" ", answers.result()) : answers.cause().getMessage();
  }

  @ParameterizedTest(name = "{0} of {1}: {3}")
  @CsvSource({
    // all answer at once; nobody else is asked
    "2, a:0 b:0 c:0, 0, a b, a b, ''",
    // the one that fails is replaced at once
    "2, a:10! b:20 c:30, 50, a b c, b c, ''",
    "2, a:10! b:20! c:30 d:40, 60, a b c d, c d, ''",
    // beside the slow one another is asked; it may still be the first
    "2, a:150 b:20 c:30, 130, a b c, b c, a",
    "2, a:110 b:20 c:30, 110, a b c, b a, a",
    // all are slow: one more for each
    "2, a:- b:- c:10 d:20, 120, a b c d, c d, a b",
    // the one beside is slow as well: it gets as much patience, or twice as much, see below
    "1, a:- b:- c:10, 199, a b, pending, a",
    // too few
    "3, a:10 b:10, 10, a b, nobody is left, ''",
    "2, a:10 b:20! c:30!, 50, a b c, nobody is left, ''",
  })
  void asManyAreAsked_asAnswersAreWanted(
      int count, String script, long millis, String asked, String answers, String slow) {
    for (int growth : List.of(1, 2)) {
      Run run = new Run(growth, script, count, millis);
      assertThat(run.asked).as("asked, growth %d", growth).isEqualTo(asked);
      assertThat(run.answers).as("answers, growth %d", growth).isEqualTo(answers);
      assertThat(run.slow).as("slow, growth %d", growth).isEqualTo(slow);
    }
  }

  /** A script that was run for a while. */
  private static final class Run {
    final String asked;
    final String answers;
    final String slow;

    Run(int growth, String script, int count, long millis) {
      HeldTimers timers = new HeldTimers();
      AskPolicy policy = new AskPolicy(timers, 100, growth, true);
      ScriptedSources sources = new ScriptedSources(timers, script);
      Future<List<String>> wanted = new HedgedQuestions<>(policy, sources).several(count);
      timers.until(millis);
      asked = sources.asked();
      answers = outcome(wanted);
      slow = sources.slow();
    }
  }

  @Test
  void patienceStaysOrGrows_asThePolicySays() {
    questions(steady, "a:- b:- c:- d:-").another();
    timers.until(300);
    assertThat(sources.asked()).isEqualTo("a b c d");

    ScriptedSources before = sources;
    questions(doubling, "a:- b:- c:- d:-").another();
    timers.until(300 + 299);
    assertThat(sources.asked()).isEqualTo("a b");
    timers.until(300 + 300);
    assertThat(sources.asked()).isEqualTo("a b c");
    assertThat(before.slow()).isEqualTo("a b c d");
  }

  @Test
  void theReplacementOfOneThatFails_isWaitedForAsLong() {
    questions(steady, "a:50! b:- c:10").another();
    timers.until(149);
    assertThat(sources.asked()).isEqualTo("a b");
    timers.until(150);
    assertThat(sources.asked()).isEqualTo("a b c");
    assertThat(sources.lost()).containsExactly("a fails");
  }

  @Test
  void aSlowOneThatFails_isReplacedNoSecondTime() {
    Future<String> wanted = questions(steady, "a:120! b:50 c:10").another();
    timers.until(149);
    assertThat(sources.asked()).isEqualTo("a b");
    timers.until(150);
    assertThat(wanted.result()).isEqualTo("b");
  }

  @Test
  void anAnswerThatComesLate_isKeptForTheNextWish() {
    HedgedQuestions<String, String> questions = questions(steady, "a:150 b:20 c:10");
    Future<String> first = questions.another();
    timers.until(150);
    assertThat(first.result()).isEqualTo("b");
    assertThat(questions.another().result()).isEqualTo("a");
    assertThat(sources.asked()).isEqualTo("a b");
  }

  @Test
  void aWishThatComesWhileASlowOneIsPending_isFulfilledByWhoeverIsFirst() {
    HedgedQuestions<String, String> questions = questions(steady, "a:150 b:20 c:100");
    questions.another();
    timers.until(130);
    Future<String> second = questions.another();
    assertThat(sources.asked()).isEqualTo("a b c");
    timers.until(150);
    assertThat(second.result()).isEqualTo("a");
  }

  @Test
  void slowOnesAreWaitedForWhereNobodyElseIsLeft_ifThePolicySaysSo() {
    Future<String> patient = questions(doubling, "a:500 b:10!").another();
    timers.until(499);
    assertThat(patient.isComplete()).isFalse();
    timers.until(500);
    assertThat(patient.result()).isEqualTo("a");

    Future<String> impatient = questions(steady, "a:500 b:10!").another();
    timers.until(500 + 110);
    assertThat(impatient.cause()).hasMessage("nobody is left");
  }

  @Test
  void hopeIsLostWithTheLastSlowOne() {
    Future<String> wanted = questions(doubling, "a:500! b:10!").another();
    timers.until(499);
    assertThat(wanted.isComplete()).isFalse();
    timers.until(500);
    assertThat(wanted.cause()).hasMessage("nobody is left");
  }

  @Test
  void theLatestWishesFail_whenOnlySomeCanBeFulfilled() {
    HedgedQuestions<String, String> questions = questions(steady, "a:50");
    Future<String> first = questions.another();
    Future<String> second = questions.another();
    assertThat(second.failed()).isTrue();
    timers.until(50);
    assertThat(first.result()).isEqualTo("a");
  }

  @Test
  void whoHasNotAnswered_isKnown() {
    HedgedQuestions<String, String> questions = questions(steady, "a:- b:20 c:- d:-");
    questions.several(2);
    assertThat(questions.isShort()).isFalse();
    timers.until(110);
    assertThat(questions.pending()).containsExactly("a", "c");
    assertThat(questions.isShort()).isFalse();
    questions.another();
    assertThat(questions.pending()).containsExactly("a", "c", "d");
  }

  @Test
  void noTimerIsLeft_whenAllHaveAnswered() {
    questions(steady, "a:20 b:30!").several(2);
    timers.until(30);
    assertThat(timers.waiting()).isZero();
  }

  /** A reader that looks for what others have found must find the answer that was the last hope. */
  @Test
  void theOneWhoWants_hasTheAnswer_beforeItsSourceIsTold() {
    HedgedQuestions<String, String> questions = questions(steady, "a:10 b:20");
    List<String> got = new ArrayList<>();
    List<String> atHand = new ArrayList<>();
    sources.onAnswer(source -> atHand.add(source + " " + got));

    questions.another().onSuccess(got::add);
    questions.another().onSuccess(got::add);
    timers.until(30);

    assertThat(atHand).containsExactly("a [a]", "b [a, b]");
  }
}
