package org.truckee.client.immutable.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.truckee.client.server.StorageServer;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.testing.grid.QuietServers;

/** The decisions about servers that were asked to keep shares; they keep nothing here. */
class OffersTest {
  private static final QuietServers SERVERS = new QuietServers(4);

  private final Offers offers = new Offers(Map.of(), SERVERS.all());

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  private static SortedSet<Integer> shares(Integer... numbers) {
    return new TreeSet<>(List.of(numbers));
  }

  private void room(int server, SortedSet<Integer> wished, Integer... given) {
    offers.noteRoom(SERVERS.get(server), wished, new AllocateReply(shares(), shares(given)));
  }

  private void addAll() {
    SERVERS.all().forEach(offers::add);
  }

  /** A placement as {@code share@server}. */
  private static String text(SortedMap<Integer, StorageServer> placed) {
    return placed.entrySet().stream()
        .map(place -> place.getKey() + "@" + SERVERS.indexOf(place.getValue()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void sharesAreSpreadOverAllWhoAnswered() {
    addAll();
    assertThat(text(offers.place(4))).isEqualTo("0@0 1@1 2@2 3@3");
  }

  @Test
  void sharesStayWhereTheyAre() {
    addAll();
    offers.noteShares(SERVERS.get(2), shares(0));
    SortedMap<Integer, StorageServer> placed = offers.place(3);
    assertThat(placed).containsEntry(0, SERVERS.get(2));
    assertThat(offers.wishes(placed)).doesNotContainKey(SERVERS.get(2)).hasSize(2);
    assertThat(offers.assignment(placed).isNew(0)).isFalse();
    assertThat(offers.assignment(placed).isNew(1)).isTrue();
  }

  @Test
  void aShareThatCameWhole_needsNoSending_andIsNotFound() {
    addAll();
    offers.noteStored(SERVERS.get(0), shares(0), new AllocateReply(shares(), shares(0)));
    SortedMap<Integer, StorageServer> placed = offers.place(1);
    assertThat(text(placed)).isEqualTo("0@0");
    assertThat(offers.wishes(placed)).isEmpty();
    assertThat(offers.assignment(placed).isSent(0)).isTrue();
    assertThat(offers.assignment(placed).isNew(0)).isFalse();
    assertThat(offers.assignment(placed).isFound(0)).isFalse();
  }

  @Test
  void aServerThatClaimsToHaveStoredOtherShares_isBelievedNoneOfThem() {
    addAll();
    offers.noteStored(SERVERS.get(0), shares(0), new AllocateReply(shares(), shares(0, 1, 2)));
    SortedMap<Integer, StorageServer> placed = new TreeMap<>();
    for (int share : shares(0, 1, 2)) placed.put(share, SERVERS.get(0));
    assertThat(offers.wishes(placed)).containsEntry(SERVERS.get(0), shares(1, 2));
    assertThat(offers.assignment(placed).isSent(1)).isFalse();
  }

  @Test
  void whoRefusesRoomGetsNothingMore_andKeepsWhatItHas() {
    addAll();
    offers.noteShares(SERVERS.get(1), shares(5));
    room(0, shares(0));
    assertThat(offers.unwilling()).containsExactly(SERVERS.get(0));
    assertThat(offers.place(3)).doesNotContainValue(SERVERS.get(0));
    offers.noteUnwilling(SERVERS.get(1));
    assertThat(offers.place(6)).containsEntry(5, SERVERS.get(1));
  }

  @Test
  void whoFailedIsNotThere() {
    addAll();
    offers.refusals().add(SERVERS.get(3), new IllegalStateException("gone"));
    assertThat(offers.present()).containsExactlyElementsOf(SERVERS.some(0, 1, 2));
    assertThat(offers.place(4)).doesNotContainValue(SERVERS.get(3));
  }

  @Test
  void roomThatWasMadeIsNotAskedForAgain() {
    addAll();
    room(0, shares(0), 0);
    SortedMap<Integer, StorageServer> placed = offers.place(2);
    assertThat(placed).containsEntry(0, SERVERS.get(0));
    assertThat(offers.wishes(placed)).doesNotContainKey(SERVERS.get(0));
  }

  @Test
  void roomThatIsNotUsedIsKnown() {
    addAll();
    room(0, shares(0, 1), 0, 1);
    SortedMap<Integer, StorageServer> placed = new TreeMap<>(Map.of(0, SERVERS.get(0)));
    assertThat(offers.unused(placed)).containsExactly(new Offers.Room(SERVERS.get(0), 1));
    assertThat(offers.unused(new TreeMap<>())).hasSize(2);
  }

  @Test
  void keepersHaveAShareOrRoomForOne() {
    addAll();
    assertThat(offers.keepers()).isZero();
    offers.noteShares(SERVERS.get(0), shares(3));
    room(1, shares(1), 1);
    room(2, shares(2));
    assertThat(offers.keepers()).isEqualTo(2);
    offers.refusals().add(SERVERS.get(1), new IllegalStateException("gone"));
    assertThat(offers.keepers()).isEqualTo(1);
  }

  @Test
  void allTookMeansThatNobodyHadAnythingAndEachMadeRoom() {
    addAll();
    Map<StorageServer, SortedSet<Integer>> wishes =
        Map.of(SERVERS.get(0), shares(0), SERVERS.get(1), shares(1));
    room(0, shares(0), 0);
    assertThat(offers.allTook(wishes)).isFalse();
    room(1, shares(1), 1);
    assertThat(offers.allTook(wishes)).isTrue();
    offers.noteShares(SERVERS.get(1), shares(7));
    assertThat(offers.allTook(wishes)).isFalse();
  }

  @Test
  void damagedSharesDoNotCount_andTheirServersGetNoOthers() {
    Offers damaged = new Offers(Map.of(SERVERS.get(0), Set.of(0)), SERVERS.all());
    SERVERS.all().forEach(damaged::add);
    damaged.noteShares(SERVERS.get(0), shares(0, 1));
    assertThat(text(damaged.place(3))).isEqualTo("0@1 1@0 2@2");
  }

  @Test
  void whatARepairKnows_isAllThatCounts() {
    StorageServer first = SERVERS.get(0);
    Offers known =
        new Offers(
            new Holdings(
                SERVERS.all(), Map.of(SERVERS.get(1), Set.of(1)), Map.of(first, Set.of(0))),
            SERVERS.all());

    assertThat(text(known.place(4))).isEqualTo("0@2 1@1 2@3 3@0");
    known.noteShares(SERVERS.get(2), shares(0, 2, 3));
    assertThat(text(known.place(4))).isEqualTo("0@2 1@1 2@3 3@0");
  }

  @Test
  void aDamagedShare_isMadeAnewOnAnotherServer_whateverElseIsLeft() {
    Map<StorageServer, Set<Integer>> damaged =
        Map.of(SERVERS.get(0), Set.of(0, 2), SERVERS.get(1), Set.of(1, 3));
    Offers known = new Offers(new Holdings(SERVERS.some(0, 1), Map.of(), damaged), SERVERS.all());

    assertThat(text(known.place(5))).isEqualTo("0@1 1@0 2@1 3@0 4@0");
  }

  @Test
  void aServerThatSaysItHasWhatIsNotGood_getsNoMore() {
    Offers known = new Offers(new Holdings(SERVERS.some(0, 1), Map.of(), Map.of()), SERVERS.all());
    known.noteRoom(SERVERS.get(0), shares(0, 2), new AllocateReply(shares(0, 1, 2, 3), shares()));

    assertThat(text(known.place(3))).isEqualTo("0@1 1@1 2@1");
  }
}
