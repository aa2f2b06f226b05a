package org.truckee.web.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Argon2id;

class MemberStoreTest {
  private static final Argon2id CHEAP = new Argon2id(64, 1, 1);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SOON = NOW.plus(Duration.ofDays(7));
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));

  @TempDir Path directory;
  private final Random random = new Random(1);
  private Path file;
  private MemberStore store;

  @BeforeEach
  void open() throws IOException {
    file = directory.resolve("private/members.sqlite");
    store = MemberStore.open(file, random);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private Secret add(String name) throws IOException {
    return store.add(name, NOW, Optional.empty(), SOON);
  }

  private PassphraseHash hash(String passphrase) {
    return PassphraseHash.of(Passphrase.typed(passphrase), CHEAP, random);
  }

  private static MemberStore.Span at(Instant now) {
    return new MemberStore.Span(now, now.plus(Duration.ofDays(30)));
  }

  /** Adds a member with a passphrase, who is signed in. */
  private MemberStore.SignedIn member(String name) throws IOException {
    return store.accept(add(name), hash("words of " + name), at(NOW)).orElseThrow();
  }

  private Optional<String> signedIn(Secret token, Instant now) throws IOException {
    return store.signedIn(token, now).map(Member::name);
  }

  @Test
  void aLink_isForOneUse_beforeItsEnd() throws IOException {
    Secret link = add("ann");
    assertThat(store.withLink(link, SOON.minusMillis(1)).map(Member::name)).contains("ann");
    assertThat(store.withLink(link, SOON)).isEmpty();
    assertThat(store.accept(link, hash("late"), at(SOON))).isEmpty();
    assertThat(store.all().get(0).kind()).isEqualTo(Member.Kind.INVITED);

    MemberStore.SignedIn in = store.accept(link, hash("in time"), at(NOW)).orElseThrow();
    assertThat(signedIn(in.token(), NOW)).contains("ann");
    assertThat(store.all().get(0).kind()).isEqualTo(Member.Kind.MEMBER);
    assertThat(store.withLink(link, NOW)).isEmpty();
    assertThat(store.accept(link, hash("again"), at(NOW))).isEmpty();
  }

  @Test
  void aNewLink_takesThePlaceOfTheOldOne_andThePassphraseStaysUntilThen() throws IOException {
    MemberStore.SignedIn in = member("ann");
    Secret first = store.link("Ann", SOON);
    Secret second = store.link("ann", SOON);

    assertThat(store.withLink(first, NOW)).isEmpty();
    assertThat(store.find("ANN").orElseThrow().passphrase()).isPresent();
    assertThat(signedIn(in.token(), NOW)).contains("ann");
    Secret token = store.accept(second, hash("new words"), at(NOW)).orElseThrow().token();
    assertThat(signedIn(in.token(), NOW)).as("a session of before").isEmpty();
    assertThat(signedIn(token, NOW)).contains("ann");
  }

  @Test
  void everyMember_hasADriveOfItsOwn_whichStays() throws IOException {
    Member ann = member("ann").member();
    Member bob = member("bob").member();
    store.link("ann", SOON);

    assertThat(ann.drive()).isNotEqualTo(bob.drive());
    assertThat(store.all()).extracting(Member::drive).containsExactly(ann.drive(), bob.drive());
    assertThat(store.begun()).isEmpty();
    store.begin(bob);
    assertThat(store.begun()).extracting(Member::name).containsExactly("bob");
  }

  @Test
  void aName_isTakenOnce_whateverTheCaseOfItsLetters() throws IOException {
    add("Ann");
    assertThatThrownBy(() -> add("aNN")).hasMessageContaining("there is a member aNN already");
    assertThatThrownBy(() -> store.link("bob", SOON)).isInstanceOf(GridException.class);
    assertThatThrownBy(() -> store.remove("bob")).hasMessageContaining("no member of that name");
  }

  @Test
  void aSession_endsByItself_andWithItsMember() throws IOException {
    MemberStore.SignedIn ann = member("ann");
    MemberStore.SignedIn bob = member("bob");
    assertThat(signedIn(ann.token(), LATER.minusMillis(1))).contains("ann");
    assertThat(signedIn(ann.token(), LATER)).isEmpty();

    assertThat(store.remove("ANN").drive()).isEqualTo(ann.member().drive());
    assertThat(signedIn(ann.token(), NOW)).isEmpty();
    assertThat(signedIn(bob.token(), NOW)).contains("bob");
    member("ann");
    assertThat(signedIn(ann.token(), NOW)).as("of another of that name").isEmpty();
  }

  @Test
  void aMembershipThatIsOver_letsNobodyIn() throws IOException {
    Secret link = store.add("ann", NOW, Optional.of(SOON), LATER);
    MemberStore.SignedIn in = store.accept(link, hash("words"), at(NOW)).orElseThrow();

    assertThat(signedIn(in.token(), SOON.minusMillis(1))).contains("ann");
    assertThat(signedIn(in.token(), SOON)).isEmpty();
    assertThat(store.withLink(store.link("ann", LATER), SOON)).isEmpty();
  }

  @Test
  void aMember_hasABoundedNumberOfSessions_ofWhichTheLatestCount() throws IOException {
    MemberStore.SignedIn first = member("ann");
    MemberStore.SignedIn other = member("bob");
    MemberTable.Row seen = store.find("ann").orElseThrow();
    List<Secret> tokens = new ArrayList<>();
    for (int i = 1; i <= SessionTable.MOST; i++)
      tokens.add(store.signIn(seen, at(NOW.plusSeconds(i))).orElseThrow().token());

    assertThat(store.sessions(first.member(), NOW)).isEqualTo(SessionTable.MOST);
    assertThat(signedIn(first.token(), NOW)).isEmpty();
    for (Secret token : tokens) assertThat(signedIn(token, NOW)).contains("ann");
    assertThat(signedIn(other.token(), NOW)).contains("bob");
    store.signOutEverywhere(first.member());
    assertThat(store.sessions(first.member(), NOW)).isZero();
    assertThat(signedIn(other.token(), NOW)).contains("bob");
  }

  @Test
  void aPassphraseThatWasChangedMeanwhile_beginsNoSession() throws IOException {
    member("ann");
    MemberTable.Row seen = store.find("ann").orElseThrow();
    Secret changed = store.change(seen, hash("other words"), at(NOW)).orElseThrow().token();

    assertThat(store.signIn(seen, at(NOW))).isEmpty();
    assertThat(store.change(seen, hash("third words"), at(NOW))).isEmpty();
    assertThat(signedIn(changed, NOW)).contains("ann");
    MemberTable.Row now = store.find("ann").orElseThrow();
    store.remove("ann");
    assertThat(store.signIn(now, at(NOW))).isEmpty();
  }

  @Test
  void nothingThatOpensADoor_standsInTheFile_whichOnlyItsOwnerReads() throws IOException {
    Secret link = add("bob");
    MemberStore.SignedIn in = member("ann");
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(file.getParent())) {
      for (Path one : files.toList()) {
        all.append(new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
            .as(one.toString())
            .isEqualTo("rw-------");
      }
    }
    String raw = new String(in.token().bytes().toArray(), StandardCharsets.ISO_8859_1);

    assertThat(all.toString())
        .contains("ann", "$argon2id$")
        .doesNotContain("words of ann", in.token().reveal(), link.reveal(), raw);
  }

  @Test
  void theGatewayAndACommand_workOnOneFile() throws IOException {
    try (MemberStore command = MemberStore.open(file, random)) {
      Secret link = command.add("ann", NOW, Optional.empty(), SOON);
      MemberStore.SignedIn in = store.accept(link, hash("words"), at(NOW)).orElseThrow();
      command.remove("ann");
      assertThat(signedIn(in.token(), NOW)).isEmpty();
    }
  }

  @Test
  void aFileThatIsNoStore_isNamed_andStays() throws IOException {
    byte[] junk = "junk".repeat(1000).getBytes(StandardCharsets.UTF_8);
    Path damaged = directory.resolve("junk.sqlite");
    Files.write(damaged, junk);

    assertThatThrownBy(() -> MemberStore.open(damaged, random))
        .isInstanceOf(GridException.class)
        .hasMessageContaining(damaged.toString())
        .hasMessageContaining("bring it back from a copy");
    assertThat(Files.readAllBytes(damaged)).isEqualTo(junk);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "../x", "-x", "ä", "a\nb", "<b>", ".hidden"})
  void aNameThatIsNone_isRefused(String name) {
    assertThat(Member.isName(name)).isFalse();
    assertThatThrownBy(() -> add(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
