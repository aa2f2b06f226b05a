package org.truckee.testing.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody who writes all kinds of things through a gateway, one after the other, and keeps a
 * ledger of the acknowledged ones. A write that fails is left as it is: its contents may be there
 * or not. One thread.
 */
public final class MixedLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String FILE = "URI:LIT:nbswy3dp";
  private static final int LARGEST = 200_000;

  /** A size of which a gateway keeps some on its disk. */
  private static final int SPOOLED = 1_500_000;

  private static final int KINDS = 6;

  /** The number of things that are written in a round. */
  public static final int ROUND = 6;

  /** The address of the gateway; one that starts again may move. */
  @FunctionalInterface
  public interface Address {
    /** The address, with a slash at its end. */
    URI now() throws IOException;
  }

  private final String name;
  private final Random random;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Set<String> entries = ConcurrentHashMap.newKeySet();
  private final List<Changing> changing = new ArrayList<>();
  private final Set<String> refusals = ConcurrentHashMap.newKeySet();
  private final AtomicLong acknowledged = new AtomicLong();
  private String directory = "";
  private int number;

  /** A mutable file, and the first and the last version that it may hold. */
  private static final class Changing {
    final String cap;
    int kept;
    int tried;

    Changing(String cap) {
      this.cap = cap;
    }
  }

  /** A load called {@code name}, whose choices follow from {@code seed}. */
  public MixedLoad(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
  }

  /** Makes the things that are changed later; nothing fails yet. */
  public void begin(Address gateway) throws IOException {
    directory = require(send(gateway, "POST", "uri?t=mkdir", new byte[0]));
    for (String format : List.of("sdmf", "mdmf"))
      changing.add(new Changing(require(send(gateway, "PUT", "uri?format=" + format, version(0)))));
  }

  /** Writes one thing more; tells whether it was acknowledged. */
  public boolean step(Address gateway) {
    try {
      boolean done = write(gateway, ++number);
      if (done) acknowledged.incrementAndGet();
      return done;
    } catch (IOException cut) {
      return false;
    }
  }

  /** Writes one thing of each kind; returns how many were acknowledged. */
  public int round(Address gateway) throws IOException {
    int now = ++number;
    int done = putFile(gateway, 1 + random.nextInt(LARGEST / 10)) ? 1 : 0;
    if (putFile(gateway, SPOOLED)) done++;
    for (Changing file : changing) if (change(gateway, file)) done++;
    if (putEntry(gateway, "uri/" + escaped(directory) + "/" + name + now)) done++;
    if (putEntry(gateway, "vdrive/private/" + name + now)) done++;
    acknowledged.addAndGet(done);
    return done;
  }

  private boolean write(Address gateway, int now) throws IOException {
    return switch (random.nextInt(KINDS)) {
      case 0, 1 -> putFile(gateway, 1 + random.nextInt(LARGEST));
      case 2 -> change(gateway, changing.get(random.nextInt(changing.size())));
      case 3 -> putEntry(gateway, "uri/" + escaped(directory) + "/" + name + now);
      case 4 -> remove(gateway);
      default -> putEntry(gateway, "vdrive/private/" + name + now);
    };
  }

  private boolean putFile(Address gateway, int size) throws IOException {
    byte[] file = new byte[size];
    random.nextBytes(file);
    HttpResponse<byte[]> answer = send(gateway, "PUT", "uri", file);
    if (isDone(answer)) files.put(text(answer), file);
    return isDone(answer);
  }

  private boolean change(Address gateway, Changing file) throws IOException {
    int version = ++file.tried;
    boolean done = isDone(send(gateway, "PUT", "uri/" + escaped(file.cap), version(version)));
    if (done) file.kept = version;
    return done;
  }

  private boolean putEntry(Address gateway, String path) throws IOException {
    boolean done =
        isDone(send(gateway, "PUT", path + "?t=uri", FILE.getBytes(StandardCharsets.UTF_8)));
    if (done) entries.add(path);
    return done;
  }

  /** Forgets an entry whose removal was not acknowledged: nobody knows its state. */
  private boolean remove(Address gateway) throws IOException {
    if (entries.isEmpty()) return false;
    String path = entries.iterator().next();
    entries.remove(path);
    return isDone(send(gateway, "DELETE", path, new byte[0]));
  }

  /** The number of acknowledged writes. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** The gateway's words where it refused or failed. */
  public Set<String> refusals() {
    return refusals;
  }

  /**
   * The acknowledged things that are missing at {@code gateway}; entries of its own drive are
   * looked up too.
   */
  public List<String> missing(Address gateway) throws IOException {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      HttpResponse<byte[]> answer = send(gateway, "GET", "uri/" + escaped(file.getKey()), null);
      if (answer.statusCode() != 200 || !Arrays.equals(answer.body(), file.getValue()))
        missing.add(file.getKey() + ": " + answer.statusCode());
    }
    for (String path : entries) {
      HttpResponse<byte[]> answer = send(gateway, "GET", path, null);
      if (answer.statusCode() != 200) missing.add(path + ": " + text(answer));
    }
    for (Changing file : changing) {
      String found = text(send(gateway, "GET", "uri/" + escaped(file.cap), null));
      if (!isBetween(found, file)) missing.add(file.cap + " " + file.kept + ": " + found);
    }
    return missing;
  }

  private boolean isBetween(String found, Changing file) {
    for (int version = file.kept; version <= file.tried; version++)
      if (found.equals(new String(version(version), StandardCharsets.UTF_8).strip())) return true;
    return false;
  }

  /** Contents of some size, which tell the version. */
  private byte[] version(int version) {
    return (name + " version " + version + "; ").repeat(3_000).getBytes(StandardCharsets.UTF_8);
  }

  private boolean isDone(HttpResponse<byte[]> answer) {
    boolean done = answer.statusCode() == 200 || answer.statusCode() == 201;
    if (!done) refusals.add(answer.statusCode() + " " + text(answer));
    return done;
  }

  private static String require(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() > 201) throw new IOException(answer.statusCode() + text(answer));
    return text(answer);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8).strip();
  }

  private static String escaped(String cap) {
    return cap.replace(":", "%3A");
  }

  private HttpResponse<byte[]> send(Address gateway, String method, String path, byte[] body)
      throws IOException {
    HttpRequest.BodyPublisher sent =
        body == null || body.length == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(body);
    HttpRequest request =
        HttpRequest.newBuilder(gateway.now().resolve(path))
            .timeout(PATIENCE)
            .method(method, sent)
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
