package org.truckee.client.ask;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.truckee.testing.HeldTimers;

/**
 * Sources whose script says when each answers and how: {@code "a:20 b:30! c:-"} is {@code a}, which
 * answers after 20 ms, {@code b}, which fails after 30, and {@code c}, which never answers. The
 * answer of a source is its name.
 */
final class ScriptedSources implements AnswerSource<String, String> {
  private final HeldTimers timers;
  private final Map<String, String> script = new LinkedHashMap<>();
  private final Iterator<String> untried;
  private final List<String> asked = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private final List<String> slow = new ArrayList<>();
  private Consumer<String> onAnswer = source -> {};

  ScriptedSources(HeldTimers timers, String script) {
    this.timers = timers;
    Stream.of(script.split(" ", -1))
        .forEach(
            line ->
                this.script.put(
                    line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)));
    this.untried = List.copyOf(this.script.keySet()).iterator();
  }

  @Override
  public Future<String> next() {
    return untried.hasNext()
        ? Future.succeededFuture(untried.next())
        : Future.failedFuture("nobody is left");
  }

  @Override
  public Future<String> ask(String source) {
    asked.add(source);
    String line = script.get(source);
    Promise<String> answer = Promise.promise();
    if (line.equals("-")) return answer.future();
    boolean fails = line.endsWith("!");
    long millis = Long.parseLong(fails ? line.substring(0, line.length() - 1) : line);
    timers.in(
        millis,
        () -> {
          if (fails) answer.fail(source + " fails");
          else answer.complete(source);
        });
    return answer.future();
  }

  @Override
  public void answered(String source) {
    onAnswer.accept(source);
  }

  /** Has {@code listener} told of each source that has answered. */
  void onAnswer(Consumer<String> listener) {
    onAnswer = listener;
  }

  @Override
  public void lost(String source, Throwable failure) {
    lost.add(failure.getMessage());
  }

  @Override
  public void slow(String source) {
    slow.add(source);
  }

  /** Those that were asked, in this order. */
  String asked() {
    return String.join(" ", asked);
  }

  List<String> lost() {
    return lost;
  }

  /** Those that were slow, in this order. */
  String slow() {
    return String.join(" ", slow);
  }
}
