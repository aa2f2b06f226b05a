package org.truckee.node.crowd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.StoragePaths;
import org.truckee.testing.http.RawConnection;

/**
 * Clients of a public grid who want to harm it, each from a network of its own, in one way over and
 * over: at the web port or at the storage servers.
 */
final class HostileCrowd {
  /** Their numbers begin here, so that their networks are nobody else's. */
  private static final int FIRST = 10_000;

  /** Each gateway counts for itself, and this header leads to one of them. */
  private static final String TO_ONE = "Cookie: GATEWAY=one\r\n";

  private static final String SMALL = "/uri/URI%3ALIT%3Ame";
  private static final int LARGE = 1_000_000;
  private static final byte[] HALF_A_HEAD =
      "GET / HTTP/1.1\r\nHost: files.".getBytes(StandardCharsets.US_ASCII);
  private static final String FORM = "Content-Type: multipart/form-data; boundary=xx\r\n";
  private static final byte[] HUGE_FORM = hugeForm();

  /** So many that their table does not fit into a capability. */
  private static final byte[] CHILDREN =
      IntStream.range(0, 9)
          .mapToObj("\"child %d\": [\"filenode\", {\"ro_uri\": \"URI:LIT:pa\"}]"::formatted)
          .collect(Collectors.joining(",", "{", "}"))
          .getBytes(StandardCharsets.US_ASCII);

  private final int port;
  private final List<Integer> servers;
  private final PublicAccounts accounts;
  private final Map<String, AtomicInteger> met = new ConcurrentSkipListMap<>();
  private final List<Attacker> attackers = new ArrayList<>();
  private volatile boolean over;

  /**
   * A crowd that comes by {@code port}, and to the storage servers at the ports {@code servers}.
   */
  HostileCrowd(int port, List<Integer> servers, PublicAccounts accounts) {
    this.port = port;
    this.servers = List.copyOf(servers);
    this.accounts = accounts;
  }

  /**
   * What somebody does over and over.
   *
   * @param restMillis the time from one to the next
   */
  private record Attack(String name, int restMillis, Strike strike) {}

  /** One time of it, and what it met. */
  private interface Strike {
    CrowdConnection.Answer by(Attacker attacker) throws IOException;
  }

  private List<Attack> attacks() {
    return List.of(
        new Attack("stalled body", 100, Attacker::stallBody),
        new Attack("half a head", 100, attacker -> attacker.web.say(HALF_A_HEAD)),
        new Attack("flood", 5, attacker -> attacker.web.send("GET", SMALL, TO_ONE, new byte[0])),
        new Attack(
            "directories",
            50,
            attacker -> attacker.post("/uri?t=mkdir-immutable", TO_ONE, CHILDREN)),
        new Attack(
            "keys", 50, attacker -> attacker.post("/uri?t=mkdir&format=mdmf", TO_ONE, new byte[0])),
        new Attack("forms", 500, attacker -> attacker.post("/uri?t=upload", FORM, HUGE_FORM)),
        new Attack("half a head at a server", 100, attacker -> attacker.server().say(HALF_A_HEAD)),
        new Attack("room", 50, Attacker::takeRoom),
        new Attack("stalled share", 100, Attacker::stallShare),
        new Attack("tokens", 50, Attacker::showBadToken));
  }

  /** {@code each} attackers of each kind, from now on. */
  void begin(int each) {
    for (Attack attack : attacks())
      for (int i = 0; i < each; i++) attackers.add(new Attacker(attackers.size(), attack));
    attackers.forEach(Attacker::start);
  }

  /** How often each way met each answer. */
  SortedMap<String, Integer> met() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    met.forEach((what, count) -> counts.put(what, count.get()));
    return counts;
  }

  /** Has all of them stop. */
  void end() throws InterruptedException {
    over = true;
    for (Attacker attacker : attackers) attacker.end();
  }

  /** A field that is far longer than all fields together may be. */
  private static byte[] hugeForm() {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    String head = "--xx\r\nContent-Disposition: form-data; name=\"to\"\r\n\r\n";
    form.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    form.writeBytes(new byte[2 * LARGE]);
    form.writeBytes("\r\n--xx--\r\n".getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }

  /** One of them, with a connection to haproxy and one to each storage server. */
  private final class Attacker extends Thread {
    private final int number;
    private final Attack attack;
    private final CrowdConnection web;
    private final List<CrowdConnection> connections;
    private int times;
    private String suffix = "";

    Attacker(int number, Attack attack) {
      super("attacker " + number + ", " + attack.name);
      this.number = number;
      this.attack = attack;
      byte[] address = CrowdConnection.stranger(FIRST + number);
      web = new CrowdConnection(SocketFactory.getDefault(), port, address);
      connections =
          servers.stream()
              .map(at -> new CrowdConnection(RawConnection.anySockets(), at, address))
              .toList();
    }

    /** The storage servers take turns. */
    CrowdConnection server() {
      return connections.get(times % connections.size());
    }

    @Override
    public void run() {
      while (!over) {
        times++;
        note(answer());
        if (!over) Crowd.pause(attack.restMillis);
      }
    }

    private String answer() {
      try {
        return "" + attack.strike.by(this).status();
      } catch (IOException broken) {
        return "cut off";
      }
    }

    private void note(String answer) {
      if (over) return;
      String what = attack.name + suffix + " " + answer;
      met.computeIfAbsent(what, first -> new AtomicInteger()).incrementAndGet();
    }

    CrowdConnection.Answer post(String path, String headers, byte[] body) throws IOException {
      return web.send("POST", path, headers, body);
    }

    /** A tenth of a body, and then nothing. */
    CrowdConnection.Answer stallBody() throws IOException {
      try {
        return web.send("PUT", "/uri", "", LARGE, new byte[LARGE / 10]);
      } finally {
        web.close();
      }
    }

    /** Ever more room for shares, of which no byte is sent. */
    CrowdConnection.Answer takeRoom() throws IOException {
      return allocate(TokenHolder.newIndex(), 10, 1L << 30);
    }

    private CrowdConnection.Answer allocate(StorageIndex index, int count, long size)
        throws IOException {
      String path = StoragePaths.immutable(index);
      return server().send("POST", path, account().allocating(), TokenHolder.room(count, size));
    }

    private TokenHolder account() {
      return accounts.hostile().get(number % accounts.hostile().size());
    }

    /** A tenth of a share, and then nothing. */
    CrowdConnection.Answer stallShare() throws IOException {
      StorageIndex index = TokenHolder.newIndex();
      CrowdConnection.Answer room = allocate(index, 1, LARGE);
      if (room.status() != 200) return room;
      try {
        return server()
            .send(
                "PATCH",
                StoragePaths.immutableShare(index, 0),
                account().writing(LARGE),
                LARGE,
                new byte[LARGE / 10]);
      } finally {
        server().close();
      }
    }

    /** One of the tokens that are none, in turns. */
    CrowdConnection.Answer showBadToken() throws IOException {
      List<String> kinds = List.copyOf(new TreeMap<>(accounts.refused()).keySet());
      String kind = kinds.get(times / servers.size() % kinds.size());
      suffix = ", " + kind;
      return server()
          .send(
              "GET",
              StoragePaths.VERSION,
              accounts.refused().get(kind).authorization(),
              new byte[0]);
    }

    /** Ends what it waits for, again if it has just begun to. */
    void end() throws InterruptedException {
      while (isAlive()) {
        web.close();
        connections.forEach(CrowdConnection::close);
        join(100);
      }
    }
  }
}
