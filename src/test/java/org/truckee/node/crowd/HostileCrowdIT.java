package org.truckee.node.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.StorageLedger;
import org.truckee.protocol.storage.StoragePaths;
import org.truckee.storage.account.CountedShares;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.RawConnection;

/**
 * A public grid with hostile clients beside honest ones: nothing that an honest one does fails.
 * Each of them comes from a network of its own and asks for far less than a public gateway's limits
 * allow, so 429 is a failure. So is 503 for want of a place, a turn, memory or room, which are
 * shared out among clients: one that others have used up is a fault of the grid. A server that does
 * not answer in time is none, since all processes share one machine here: that is asked for again,
 * as the documents have it, and told. What honest ones wait is told, too, and bounded by nothing
 * here.
 *
 * <p>One run has a small grid and a fifth of the clients. {@code -Dtruckee.crowd=full} has all of
 * them, and the grid of an operator.
 */
@Tag("slow")
@Tag("alone")
class HostileCrowdIT {
  private static final boolean FULL = System.getProperty("truckee.crowd", "").equals("full");
  private static final GridSize SIZE = FULL ? GridSize.FULL : GridSize.of(1, 1, 4, 0);
  private static final int ACCOUNTS = FULL ? 1_000 : 100;
  private static final int HONEST = FULL ? 100 : 20;
  private static final int HOSTILE = FULL ? 100 : 20;
  private static final int KINDS = 10;
  private static final int REST_MILLIS = FULL ? 10_000 : 2_000;
  private static final int MEASURED = FULL ? 1_000 : 100;

  /** Attacks that have gone on for so long that each of them met its bound. */
  private static final Set<String> BOUNDS =
      Set.of("directories 429", "flood 429", "forms 413", "keys 429");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path root;

  private final PublicProfile profile = new PublicProfile(SIZE.servers().size(), ACCOUNTS, HOSTILE);

  @Test
  @Timeout(value = 25, unit = TimeUnit.MINUTES)
  void hostileClients_takeNothingFromHonestOnes() throws Exception {
    try (CrowdGrid grid = new CrowdGrid(root, SIZE, profile)) {
      grid.start();
      say("the grid is up");
      List<Integer> ports = ports(grid);
      Crowd honest = new Crowd(grid.port(), CrowdConnection::stranger, REST_MILLIS);
      honest.storeOnce(profile.accounts().honest(), ports);
      assertThat(honest.record().count("share")).isEqualTo(ACCOUNTS);
      say(ACCOUNTS + " accounts have stored a share each\n" + honest.record().report());
      begin(honest, ports);
      load(honest, MEASURED);
      say("while all clients warmed up\n" + honest.record().report());
      load(honest, MEASURED);
      say(HONEST + " honest clients alone\n" + honest.record().report());
      HostileCrowd hostile = new HostileCrowd(grid.port(), ports, profile.accounts());
      hostile.begin(HOSTILE / KINDS);
      load(honest, MEASURED);
      while (!hostile.met().keySet().containsAll(BOUNDS)) load(honest, 1);
      say(HOSTILE + " hostile clients beside them\n" + honest.record().report() + hostile.met());
      honest.end();
      hostile.end();
      assertThat(honest.record().errors()).isEmpty();
      assertThat(honest.record().repeats()).noneMatch(why -> why.contains(Crowd.WANT));
      assertBounded(hostile.met());
      for (String server : SIZE.servers()) assertLedgerIsTheDisk(grid, server);
    }
  }

  private static void say(String what) {
    System.out.printf("%tT %s%n", System.currentTimeMillis(), what);
  }

  private static List<Integer> ports(CrowdGrid grid) throws IOException {
    List<Integer> ports = new ArrayList<>();
    for (String server : SIZE.servers()) ports.add(port(grid, server));
    return ports;
  }

  private static int port(CrowdGrid grid, String server) throws IOException {
    Path nurl = grid.directory(server).nurl("storage");
    return Nurl.parse(Files.readString(nurl).strip()).port();
  }

  /**
   * Of twenty, eight store files, seven read, one names files in a directory, four are at servers.
   */
  private void begin(Crowd honest, List<Integer> ports) {
    int part = HONEST / 20;
    honest.upload(8 * part);
    honest.read(7 * part);
    honest.nameInDirectories(part);
    honest.store(4 * part, profile.accounts().honest(), ports);
  }

  /** Waits for so many {@code more} things that are done. */
  private static void load(Crowd crowd, int more) {
    long enough = crowd.record().count() + more;
    while (crowd.record().count() < enough) {
      assertThat(crowd.record().errors()).isEmpty();
      Crowd.pause(50);
    }
  }

  private static void assertBounded(SortedMap<String, Integer> met) {
    Set<String> tokens =
        met.keySet().stream().filter(what -> what.startsWith("tokens")).collect(Collectors.toSet());
    assertThat(tokens)
        .containsExactlyInAnyOrder(
            "tokens, forged 401",
            "tokens, expired 401",
            "tokens, replayed 401",
            "tokens, revoked 403");
    assertThat(met.keySet())
        .noneMatch(what -> what.endsWith(" 500"))
        .noneMatch(what -> what.startsWith("stalled") && what.matches(".* 20[01]"));
  }

  private void assertLedgerIsTheDisk(CrowdGrid grid, String server) throws IOException {
    NodeDirectory node = grid.directory(server);
    TokenHolder asker = profile.accounts().honest().get(0);
    byte[] anybody = CrowdConnection.neighbour(0);
    try (CrowdConnection connection =
        new CrowdConnection(RawConnection.anySockets(), port(grid, server), anybody)) {
      Waiting.until(
          () ->
              assertThat(told(connection, asker))
                  .as(server)
                  .isEqualTo(CountedShares.disk(node.storage(), lease -> true)));
    }
  }

  private static Map<Integer, Long> told(CrowdConnection connection, TokenHolder asker)
      throws IOException {
    CrowdConnection.Answer answer =
        connection.send("GET", StoragePaths.LEDGER, asker.authorization(), new byte[0]);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    Map<Integer, Long> used =
        WireFormat.CBOR.read(Buffer.buffer(answer.body()), StorageLedger::read).used();
    assertThat(new TreeSet<>(used.values()).last()).isPositive();
    return used;
  }
}
