package org.truckee.node.crowd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Very many people whose connections stay open, and who each ask for something now and then. */
final class IdleCrowd {
  private static final String SMALL = "/uri/URI%3ALIT%3Ame";
  private static final int PAUSE_MILLIS = 10;

  /** Fewer than what a kernel keeps of connections that nobody has accepted yet. */
  private static final int AT_A_TIME = 64;

  private static final int PATIENCE_MINUTES = 5;

  private final List<Crowd.Person> people;
  private final Thread asking = new Thread(this::askNowAndThen, "idle crowd");
  private volatile boolean over;

  /** {@code count} of {@code crowd}, none of whom has come yet. */
  IdleCrowd(Crowd crowd, int count) {
    people = IntStream.range(0, count).mapToObj(number -> crowd.new Person(number)).toList();
  }

  /** Has each of them ask once. */
  void allAsk() throws InterruptedException {
    ExecutorService askers = Executors.newFixedThreadPool(AT_A_TIME);
    people.forEach(person -> askers.execute(() -> ask(person)));
    askers.shutdown();
    if (!askers.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES))
      throw new IllegalStateException("not all have been answered");
  }

  private static void ask(Crowd.Person person) {
    person.ask("idle", "GET", SMALL, "", new byte[0]);
  }

  /** Has them ask now and then from now on. */
  void begin() {
    asking.start();
  }

  private void askNowAndThen() {
    while (!over) {
      ask(people.get(ThreadLocalRandom.current().nextInt(people.size())));
      Crowd.pause(PAUSE_MILLIS);
    }
  }

  /** How many of their connections are open. */
  long open() {
    return people.stream().filter(Crowd.Person::isConnected).count();
  }

  /** Has them ask for nothing more. */
  void end() throws InterruptedException {
    over = true;
    asking.join();
  }

  /** Has all of them leave. */
  void leave() {
    new ArrayList<>(people).forEach(Crowd.Person::leave);
  }
}
