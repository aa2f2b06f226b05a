package org.truckee.web.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.crypto.ProofOfWork;
import org.truckee.testing.http.WebPort;

/** Proofs of work that admit nobody, and are told why. */
class BadProofsTest extends AdmissionGrid {
  private final Stranger stranger = from("203.0.113.7");

  private void assertRefused(WebPort.Answer answer, String reason) {
    assertThat(answer.text()).contains(reason);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(stranger.put(100).status()).isEqualTo(403);
  }

  @Test
  void anotherGatewaysChallenge_isForged() {
    String other = stranger.state().getString("challenge").replaceFirst("[a-z2-7]{4}$", "aaaa");
    assertRefused(stranger.show(Stranger.proof(other, 4)), "has set no such challenge");
  }

  @Test
  void aChallengeThatWasMadeCheaper_isForged() {
    String challenge = stranger.state().getString("challenge");
    assertRefused(
        stranger.show(Stranger.proof(challenge.replaceFirst("^4", "1"), 1)),
        "has set no such challenge");
  }

  @Test
  void aNumberThatIsNoSolution_isToldSo() {
    String challenge = stranger.state().getString("challenge");
    ProofOfWork work = new ProofOfWork(challenge);
    long none = 0;
    while (work.bits(none) >= 4) none++;
    assertRefused(
        stranger.show(Stranger.query(challenge, Long.toString(none))),
        "the solution has " + work.bits(none) + " zero bits, and 4 are needed");
  }

  @Test
  void aProofThatIsTooLate_isRefused() {
    String proof = stranger.proof();
    grid.clock().advance(Challenge.LIFETIME);
    assertRefused(stranger.show(proof), "the time of the challenge is over");
  }

  @Test
  void aProofForATimeToCome_asAClockHadIt_isRefused() {
    grid.clock().advance(Duration.ofDays(1));
    String proof = stranger.proof();
    grid.clock().advance(Duration.ofDays(-1));
    assertRefused(stranger.show(proof), "the time of the challenge is over");
  }

  @Test
  void theProofOfAnotherNetwork_isRefused() {
    String proof = from("198.51.100.7").proof();
    assertRefused(stranger.show(proof), "was set to another network of addresses");
  }

  @Test
  void aChallengeFromACheaperTime_isRefused() {
    closeAll();
    web = open(new Price(1, 1, 100));
    String cheap = stranger.proof();
    closeAll();
    web = open(new Price(4, 8, 100));
    assertRefused(stranger.show(cheap), "the challenge is cheaper than any that is set now");
  }

  @Test
  void aProofThatWasUsed_isRefused_alsoAfterARestart() {
    String proof = stranger.proof();
    assertThat(stranger.show(proof).status()).isEqualTo(200);
    assertThat(stranger.show(proof).text()).contains("was used already");
    closeAll();
    web = open(new Price(4, 8, 100));
    WebPort.Answer again = stranger.show(proof);
    assertThat(again.status()).isEqualTo(403);
    assertThat(again.text()).contains("was used already");
    assertThat(stranger.put(100).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "challenge=a",
        "solution=1",
        "challenge=a&solution=",
        "challenge=a&solution=-1",
        "challenge=a&solution=1.5",
        "challenge=a&solution=1234567890123456789",
        "challenge=&solution=1"
      })
  void anythingElse_isABadRequest(String form) {
    WebPort.Answer answer =
        stranger.send(
            "POST",
            "/admission",
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
  }

  @Test
  void aPersonWhoseProofIsRefused_seesWhy_andAnotherChallenge() {
    JsonObject state = stranger.state();
    WebPort.Answer answer =
        stranger.send(
            "POST",
            "/admission?" + Stranger.query(state.getString("challenge") + "a", "1"),
            new byte[0],
            "Accept",
            "text/html");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("role=\"alert\"", "no such challenge", "name=\"challenge\"");
  }
}
