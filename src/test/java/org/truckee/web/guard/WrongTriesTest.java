package org.truckee.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.truckee.client.pool.Client;

class WrongTriesTest {
  private final AtomicLong now = new AtomicLong();
  private final WrongTries tries = new WrongTries(now::get);

  @Test
  void anAddressThatGuessed_waitsForTheRestOfTheMinute() {
    Client guesser = address("203.0.113.9");
    guess(guesser, WrongTries.PER_MINUTE - 1);
    assertThat(tries.wait(guesser)).isEmpty();
    now.addAndGet(TimeUnit.SECONDS.toNanos(20));
    guess(guesser, 1);

    assertThat(tries.wait(guesser)).hasValue(41);
    assertThat(tries.wait(address("203.0.113.8"))).isEmpty();
    now.addAndGet(TimeUnit.SECONDS.toNanos(40));
    assertThat(tries.wait(guesser)).isEmpty();
    guess(guesser, 1);
    assertThat(tries.wait(guesser)).isEmpty();
  }

  @Test
  void aTryThatWasRight_isTakenBack() {
    for (int i = 0; i < 3 * WrongTries.PER_MINUTE; i++) {
      tries.add(Client.current());
      tries.forgive();
    }
    guess(Client.current(), WrongTries.PER_MINUTE);
    assertThat(tries.wait(Client.current())).hasValue(61);
    tries.forgive();

    assertThat(tries.wait(Client.current())).isEmpty();
    assertThat(tries.size()).isEqualTo(1);
  }

  @Test
  void addressesOfOneIpv6Network_countAsOne() {
    for (int i = 0; i < WrongTries.PER_MINUTE; i++) tries.add(address("2001:db8::" + i));

    assertThat(tries.wait(address("2001:db8::ffff"))).isPresent();
    assertThat(tries.wait(address("2001:db8:0:1::1"))).isEmpty();
  }

  @Test
  void guessesFromEverywhere_costBoundedMemory() {
    for (int i = 0; i < 2 * WrongTries.MAX_CLIENTS; i++)
      tries.add(address("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)));

    assertThat(tries.size()).isEqualTo(WrongTries.MAX_CLIENTS);
  }

  private void guess(Client address, int times) {
    for (int i = 0; i < times; i++) tries.add(address);
  }

  private static Client address(String host) {
    return Client.of(host);
  }
}
