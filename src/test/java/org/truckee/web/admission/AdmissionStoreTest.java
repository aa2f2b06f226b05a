package org.truckee.web.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.web.failure.AdmissionRefused;

/** What networks have stored, and the challenges that were spent. */
class AdmissionStoreTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PERIOD = Duration.ofDays(30);
  private static final AdmissionSettings SETTINGS =
      new AdmissionSettings(1000, PERIOD, new Price(1, 9, 2), 3);
  private static final String HOME = "203.0.113.0/24";

  @TempDir Path directory;
  private AdmissionStore store;
  private int salts;

  @BeforeEach
  void open() throws IOException {
    store = AdmissionStore.open(file(), SETTINGS, 4);
  }

  private Path file() {
    return directory.resolve("private/admission.sqlite");
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private void openAgain() throws IOException {
    store.close();
    open();
  }

  private Challenge challenge(String network, Instant now) {
    String salt = "%016d".formatted(salts++);
    return new Challenge(1, now.plus(Challenge.LIFETIME), network, salt);
  }

  private AdmittedNetwork admit(String network, Instant now) throws IOException {
    return store.admit(challenge(network, now), now);
  }

  private static Instant day(int number) {
    return BEGIN.plus(Duration.ofDays(number));
  }

  private static void assertRefused(GridException.Kind kind, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            AdmissionRefused.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
  }

  @Test
  void aNetwork_storesNothingBeforeItIsAdmitted_andItsQuotaAfterwards() throws IOException {
    assertRefused(GridException.Kind.FORBIDDEN, () -> store.reserve(HOME, 1, BEGIN));
    assertThat(admit(HOME, BEGIN)).isEqualTo(new AdmittedNetwork(BEGIN, day(30), 0));
    assertThat(store.reserve(HOME, 600, day(1)).used()).isEqualTo(600);
    assertRefused(GridException.Kind.NO_SPACE, () -> store.reserve(HOME, 401, day(2)));
    assertRefused(GridException.Kind.TOO_LARGE, () -> store.reserve(HOME, 1001, day(2)));
    assertThat(store.reserve(HOME, 400, day(2)).used()).isEqualTo(1000);
    assertRefused(GridException.Kind.FORBIDDEN, () -> store.reserve("1.2.3.0/24", 1, day(2)));
  }

  @Test
  void aRefusalForTheQuota_saysWhenItFrees() throws IOException {
    admit(HOME, BEGIN);
    store.reserve(HOME, 1000, BEGIN);
    assertThatThrownBy(() -> store.reserve(HOME, 1, BEGIN))
        .hasMessage(
            "a network of addresses stores at most 1000 B in 30 days here; yours has stored 1000 B,"
                + " and this takes 1 B; its quota is free again on 2026-01-31 00:00 UTC")
        .isInstanceOfSatisfying(
            AdmissionRefused.class,
            refused -> assertThat(refused.seconds()).hasValue(PERIOD.toSeconds() + 1));
  }

  @Test
  void whatIsGivenBack_isFree_andNothingOfALaterAdmissionIs() throws IOException {
    admit(HOME, BEGIN);
    AdmittedNetwork first = store.reserve(HOME, 900, BEGIN);
    store.giveBack(HOME, first, 500);
    assertThat(store.standing(HOME, BEGIN).orElseThrow().used()).isEqualTo(400);
    admit(HOME, day(30));
    store.reserve(HOME, 300, day(30));
    store.giveBack(HOME, first, 400);
    assertThat(store.standing(HOME, day(30)).orElseThrow().used()).isEqualTo(300);
  }

  @Test
  void anAdmission_ends_andAnotherProofBeginsItAnew() throws IOException {
    admit(HOME, BEGIN);
    store.reserve(HOME, 1000, BEGIN);
    assertThat(store.standing(HOME, day(30).minusMillis(1))).isPresent();
    assertThat(store.standing(HOME, day(30))).isEmpty();
    assertRefused(GridException.Kind.FORBIDDEN, () -> store.reserve(HOME, 1, day(30)));
    assertThat(admit(HOME, day(30)).used()).isZero();
  }

  @Test
  void aSecondProof_changesNothing_andIsNotSpent() throws IOException {
    AdmittedNetwork first = admit(HOME, BEGIN);
    Challenge second = challenge(HOME, BEGIN);
    assertThat(store.admit(second, BEGIN)).isEqualTo(first);
    assertThat(store.admit(second, BEGIN)).isEqualTo(first);
  }

  @Test
  void aProofThatWasUsed_isRefused_alsoAfterARestart() throws IOException {
    Challenge challenge = challenge(HOME, BEGIN);
    store.admit(challenge, BEGIN);
    store.reserve(HOME, 700, BEGIN);
    assertRefused(GridException.Kind.FORBIDDEN, () -> store.admit(challenge, BEGIN));
    openAgain();
    assertRefused(GridException.Kind.FORBIDDEN, () -> store.admit(challenge, BEGIN));
    assertThat(store.standing(HOME, BEGIN).orElseThrow().used()).isEqualTo(700);
  }

  @Test
  void aProcessThatWasKilled_hasCountedWhatWasUnderWay() throws IOException {
    admit(HOME, BEGIN);
    store.reserve(HOME, 700, BEGIN);
    try (AdmissionStore next = AdmissionStore.open(file(), SETTINGS)) {
      assertThat(next.standing(HOME, BEGIN).orElseThrow().used()).isEqualTo(700);
      assertRefused(GridException.Kind.NO_SPACE, () -> next.reserve(HOME, 301, BEGIN));
    }
  }

  @Test
  void aClockThatWasAhead_bringsNoProofBack_andSoonLetsOthersIn() throws IOException {
    Challenge challenge = challenge(HOME, BEGIN);
    store.admit(challenge, BEGIN);
    admit("1.2.3.0/24", day(400));
    admit("1.2.4.0/24", day(401));
    assertRefused(GridException.Kind.FORBIDDEN, () -> store.admit(challenge, BEGIN));
    assertRefused(GridException.Kind.FORBIDDEN, () -> admit("1.2.5.0/24", BEGIN));
    Instant later = BEGIN.plus(Challenge.LIFETIME);
    assertThat(admit("1.2.5.0/24", later.plusSeconds(1)).ends())
        .isEqualTo(later.plusSeconds(1).plus(PERIOD));
  }

  @Test
  void aClockThatWasAhead_makesNoAdmissionLonger() throws IOException {
    admit(HOME, day(400));
    assertThat(store.standing(HOME, BEGIN).orElseThrow().ends()).isEqualTo(day(30));
    assertThat(store.standing(HOME, day(1)).orElseThrow().ends()).isEqualTo(day(30));
    assertThat(store.standing(HOME, day(30))).isEmpty();
  }

  @Test
  void whereAllPlacesAreTaken_nobodyNewIsLetIn_untilOneIsFree() throws IOException {
    for (int network = 0; network < 3; network++) {
      Instant now = day(0).plus(Duration.ofHours(network));
      admit("10.0." + network + ".0/24", now);
    }
    assertThatThrownBy(() -> admit(HOME, day(1)))
        .isInstanceOfSatisfying(
            AdmissionRefused.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(GridException.Kind.BUSY);
              assertThat(refused.seconds()).hasValue(Duration.ofDays(29).toSeconds() + 1);
            });
    assertThat(store.reserve("10.0.0.0/24", 1, day(1)).used()).isEqualTo(1);
    assertThat(admit(HOME, day(30)).used()).isZero();
  }

  @Test
  void whereTooManyProofsAreSpent_noneIsForgottenBeforeItsTime() throws IOException {
    AdmissionSettings many = new AdmissionSettings(1000, PERIOD, new Price(1, 9, 2), 100);
    store.close();
    store = AdmissionStore.open(file(), many, 2);
    Challenge first = challenge("10.0.0.0/24", BEGIN);
    store.admit(first, BEGIN);
    admit("10.0.1.0/24", BEGIN.plusSeconds(60));
    assertRefused(GridException.Kind.BUSY, () -> admit(HOME, BEGIN.plusSeconds(61)));
    assertRefused(GridException.Kind.FORBIDDEN, () -> store.admit(first, BEGIN.plusSeconds(61)));
    assertThat(admit(HOME, BEGIN.plus(Challenge.LIFETIME)).used()).isZero();
  }

  @Test
  void thePrice_followsTheAdmissionsOfTheLastHour() throws IOException {
    assertThat(store.price(BEGIN)).isEqualTo(1);
    admit("10.0.0.0/24", BEGIN);
    admit("10.0.1.0/24", BEGIN.plusSeconds(600));
    assertThat(store.price(BEGIN.plusSeconds(600))).isEqualTo(2);
    openAgain();
    assertThat(store.price(BEGIN.plusSeconds(3599))).isEqualTo(2);
    assertThat(store.price(BEGIN.plusSeconds(3600))).isEqualTo(1);
    assertThat(store.price(BEGIN.minusSeconds(1))).isEqualTo(1);
  }

  @Test
  void aDamagedFile_isNamed() throws IOException {
    store.close();
    Files.writeString(file(), "no database, but long enough to be one".repeat(100));
    assertThatThrownBy(() -> AdmissionStore.open(file(), SETTINGS))
        .isInstanceOf(GridException.class)
        .hasMessageContaining(file().toString());
    Files.delete(file());
    open();
  }
}
