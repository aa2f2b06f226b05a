package org.truckee.node.crowd;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.StoragePaths;
import org.truckee.testing.http.RawConnection;
import org.truckee.testing.http.WebPort;

/**
 * Many people who upload, read and name files at the same time, each by a connection that stays
 * open. A person asks again after 503, and where the connection broke because something was killed
 * or nobody had used it for minutes; everything else that is not done is an error.
 */
final class Crowd {
  private static final long PAUSE_MILLIS = 300;
  private static final long LOOK_MILLIS = 50;
  private static final int SMALL = 20_000;
  private static final int LARGE = 1_000_000;

  /** One file in so many is large. */
  private static final int LARGE_ONES = 20;

  private static final int LONGEST_REASON = 100;

  /** The mark of a refusal for want of what others have taken, and what tells it from others. */
  static final String WANT = "for want of something";

  private static final Pattern WANTING =
      Pattern.compile(
          "until others of yours|became free|\\bfull\\b|quota|in hand|too many|at most|room left");

  private static final String OWNER =
      "Authorization: Basic %s\r\n"
          .formatted(
              Base64.getEncoder()
                  .encodeToString(("me:" + CrowdGrid.SECRET).getBytes(StandardCharsets.US_ASCII)));

  private final int port;
  private final IntFunction<byte[]> addresses;
  private final int restMillis;
  private final CrowdRecord record = new CrowdRecord();
  private final List<Stored> files = new CopyOnWriteArrayList<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger people = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean breaking;
  private volatile boolean over;

  /** A crowd that comes by {@code port}, from one network, and never rests. */
  Crowd(int port) {
    this(port, CrowdConnection::neighbour, 0);
  }

  /**
   * A crowd that comes by {@code port}, each of them from the address of a number, and each of whom
   * rests for {@code restMillis} from one thing to the next, more or less.
   */
  Crowd(int port, IntFunction<byte[]> addresses, int restMillis) {
    this.port = port;
    this.addresses = addresses;
    this.restMillis = restMillis;
  }

  /** A file that was acknowledged: its capability, and what its contents follow from. */
  record Stored(String cap, long seed) {
    /** The contents. */
    byte[] contents() {
      Random random = new Random(seed);
      byte[] contents = new byte[seed % LARGE_ONES == 0 ? LARGE : 1 + random.nextInt(SMALL)];
      random.nextBytes(contents);
      return contents;
    }
  }

  /** Something that one of them does over and over. */
  private interface Work {
    void once(Person person, int number);
  }

  /** {@code count} people who upload one file after the other. */
  void upload(int count) {
    for (int i = 0; i < count; i++)
      begin(
          (person, number) -> {
            Stored file = new Stored("", ((long) person.number << 32) + number);
            person
                .ask("upload", "PUT", "/uri", "", file.contents())
                .ifPresent(answer -> files.add(new Stored(answer.text(), file.seed())));
          });
  }

  /** {@code count} people who read what somebody has stored. */
  void read(int count) {
    for (int i = 0; i < count; i++)
      begin(
          (person, number) -> {
            if (files.isEmpty()) pause(PAUSE_MILLIS);
            else person.read(files.get(ThreadLocalRandom.current().nextInt(files.size())));
          });
  }

  /** {@code count} people who each name files in a directory of their own, in a drive. */
  void name(String drive, int count) {
    for (int i = 0; i < count; i++)
      begin((person, number) -> person.name(drive + "/person-" + person.number, OWNER, number));
  }

  /** {@code count} people who each name files in a directory of their own, on the grid. */
  void nameInDirectories(int count) {
    for (int i = 0; i < count; i++)
      begin(
          (person, number) ->
              person.directory().ifPresent(directory -> person.name(directory, "", number)));
  }

  /**
   * {@code count} people who store shares, each at one of the storage servers at {@code ports}, for
   * one of the {@code accounts} after the other.
   */
  void store(int count, List<TokenHolder> accounts, List<Integer> ports) {
    for (int i = 0; i < count; i++) {
      int first = i * accounts.size() / count;
      begin(
          holder(ports.get(i % ports.size())),
          (person, number) -> person.store(accounts.get((first + number) % accounts.size())));
    }
  }

  /** Stores a share for each of {@code accounts}; the servers at {@code ports} take turns. */
  void storeOnce(List<TokenHolder> accounts, List<Integer> ports) {
    IntStream.range(0, ports.size())
        .parallel()
        .forEach(
            turn -> {
              Person person = holder(ports.get(turn));
              for (int i = turn; i < accounts.size(); i += ports.size())
                person.store(accounts.get(i));
              person.leave();
            });
  }

  private Person holder(int server) {
    int number = people.incrementAndGet();
    return new Person(
        number, new CrowdConnection(RawConnection.anySockets(), server, addresses.apply(number)));
  }

  private void begin(Work work) {
    begin(new Person(people.incrementAndGet()), work);
  }

  private void begin(Person person, Work work) {
    Thread thread =
        new Thread(
            () -> {
              for (int number = 1; !over; number++) {
                rest();
                if (!over) work.once(person, number);
              }
            },
            "person " + person.number);
    thread.setUncaughtExceptionHandler((ended, defect) -> record.error("ended by " + defect));
    threads.add(thread);
    thread.start();
  }

  private void rest() {
    long end =
        System.nanoTime() + (long) (2e6 * restMillis * ThreadLocalRandom.current().nextDouble());
    while (!over && System.nanoTime() < end) pause(LOOK_MILLIS);
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Connections that are open may break from now on. */
  void mayBreak() {
    breaking = true;
  }

  /** Connections that are opened, or by which an answer comes, from now on may not break. */
  void mayNotBreak() {
    cuts.incrementAndGet();
    breaking = false;
  }

  /** What all of them met. */
  CrowdRecord record() {
    return record;
  }

  /** The files that were acknowledged. */
  List<Stored> files() {
    return files;
  }

  /** The capabilities of the files that were named, by the paths of the names. */
  Map<String, String> names() {
    return names;
  }

  /** The header that opens the private drive. */
  static String[] owner() {
    return OWNER.strip().split(": ", 2);
  }

  /** Has everybody finish what they are at, and waits for it. */
  void end() throws InterruptedException {
    over = true;
    for (Thread thread : threads) thread.join();
  }

  /** Somebody, with a connection. */
  final class Person {
    private final int number;
    private final CrowdConnection connection;
    private int known;
    private Optional<String> directory = Optional.empty();

    Person(int number) {
      this(number, new CrowdConnection(SocketFactory.getDefault(), port, addresses.apply(number)));
    }

    Person(int number, CrowdConnection connection) {
      this.number = number;
      this.connection = connection;
    }

    /** Asks until it is done; empty, and an error on the record, if that can't be. */
    Optional<CrowdConnection.Answer> ask(
        String operation, String method, String path, String headers, byte[] body) {
      long begun = System.nanoTime();
      for (; ; ) {
        boolean stale = false;
        try {
          int before = cuts.get();
          if (!connection.isOpen()) known = before;
          else stale = connection.isStale();
          CrowdConnection.Answer answer = connection.send(method, path, headers, body);
          known = before;
          if (answer.status() == 503) {
            record.repeated(operation + " 503 " + reason(answer));
            pause(PAUSE_MILLIS);
            continue;
          }
          if (answer.status() > 201) {
            record.error(operation + " " + answer.status() + " " + answer.text());
            return Optional.empty();
          }
          record.done(operation, begun);
          return Optional.of(answer);
        } catch (SocketTimeoutException hang) {
          record.error(operation + ": no answer");
          return Optional.empty();
        } catch (IOException broken) {
          record.repeated(operation + ": " + broken.getMessage());
          if (known == cuts.get() && !breaking && !stale) record.error(operation + ": " + broken);
        }
      }
    }

    boolean isConnected() {
      return connection.isOpen();
    }

    void leave() {
      connection.close();
    }

    /** The sentence without what differs from one time to the next. */
    private static String reason(CrowdConnection.Answer answer) {
      if (WANTING.matcher(answer.text()).find()) return WANT + ": " + answer.text();
      String reason = answer.text().replaceAll("[a-z2-7]{8,}|[0-9]+", "…").replaceAll("\\s+", " ");
      return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    /** A directory of one's own on the grid, made at the first time. */
    private Optional<String> directory() {
      if (directory.isEmpty())
        directory =
            ask("mkdir", "POST", "/uri?t=mkdir", "", new byte[0])
                .map(answer -> WebPort.path(answer.text()));
      return directory;
    }

    private void store(TokenHolder account) {
      byte[] share = new byte[1 + ThreadLocalRandom.current().nextInt(SMALL)];
      StorageIndex index = TokenHolder.newIndex();
      ask(
              "room",
              "POST",
              StoragePaths.immutable(index),
              account.allocating(),
              TokenHolder.room(1, share.length))
          .ifPresent(
              room ->
                  ask(
                      "share",
                      "PATCH",
                      StoragePaths.immutableShare(index, 0),
                      account.writing(share.length),
                      share));
    }

    private void read(Stored file) {
      ask("read", "GET", WebPort.path(file.cap()), "", new byte[0])
          .filter(answer -> !Arrays.equals(answer.body(), file.contents()))
          .ifPresent(other -> record.error("other contents of " + file.seed()));
    }

    private void name(String directory, String headers, int next) {
      if (files.isEmpty()) {
        pause(PAUSE_MILLIS);
        return;
      }
      String cap = files.get(next % files.size()).cap();
      String path = directory + "/" + number + "-" + next;
      ask("name", "PUT", path + "?t=uri", headers, cap.getBytes(StandardCharsets.US_ASCII))
          .ifPresent(done -> names.put(path, cap));
    }
  }
}
