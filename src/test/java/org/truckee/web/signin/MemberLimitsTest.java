package org.truckee.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.truckee.client.limit.ClientLimits;
import org.truckee.client.limit.LimitSettings;
import org.truckee.client.limit.Limited;
import org.truckee.protocol.Rate;
import org.truckee.testing.http.WebPort;

/** Members at a gateway that limits what each client does: they count for nobody else. */
class MemberLimitsTest extends MemberGrid {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String MADE_UP = "truckee_member=" + "a".repeat(52);

  private WebPort open(Limited limited, long network, long member) {
    ClientLimits limits =
        new ClientLimits(
            new LimitSettings(
                Map.of(limited, new Rate(network, HOUR)),
                Map.of(limited, new Rate(member, HOUR)),
                10),
            () -> 1);
    return open(service -> service.limiting(limits));
  }

  /** A request with {@code cookie}, by way of the proxy, from {@code address}. */
  private WebPort.Answer ask(String cookie, String address) {
    List<String> headers = new ArrayList<>(List.of("X-Forwarded-For", address));
    if (!cookie.isEmpty()) headers.addAll(List.of("Cookie", cookie));
    return web.get("/?t=json", headers.toArray(String[]::new));
  }

  private void assertServed(int times, String cookie, String address) {
    for (int i = 0; i < times; i++) assertThat(ask(cookie, address).status()).isEqualTo(200);
  }

  private void assertRefused(String cookie, String address, String rule) {
    WebPort.Answer refused = ask(cookie, address);
    assertThat(refused.status()).as(refused.text()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(refused.text()).contains(rule).doesNotContain("ann");
  }

  @Test
  void aMember_isServedInANetworkThatStrangersUsedUp() throws IOException {
    String ann = member("ann").cookie();
    String bob = member("bob").cookie();
    web = open(Limited.REQUESTS, 3, 5);
    assertServed(3, "", "192.0.2.1");
    assertRefused("", "192.0.2.2", "one network of addresses sends at most 3 requests");
    assertRefused(MADE_UP, "192.0.2.3", "one network of addresses sends at most 3 requests");

    assertServed(5, ann, "192.0.2.1");
    assertRefused(ann, "192.0.2.1", "one member sends at most 5 requests in an hour here");
    assertServed(5, bob, "192.0.2.1");
  }

  @Test
  void aMember_hasNoMoreForHavingManyAddresses() throws IOException {
    String ann = member("ann").cookie();
    String elsewhere = new Visitor(web).signIn("ann", passphrase("ann")).cookie();
    web = open(Limited.REQUESTS, 3, 4);
    assertServed(2, ann, "192.0.2.1");
    assertServed(2, elsewhere, "198.51.100.1");
    assertRefused(ann, "2001:db8::1", "one member sends at most 4 requests");
    assertRefused(elsewhere, "203.0.113.1", "one member sends at most 4 requests");
    assertServed(3, "", "192.0.2.1");
  }

  @Test
  void whatARequestLeadsTo_countsForItsMember() throws IOException {
    String ann = member("ann").cookie();
    web = open(Limited.DIRECTORIES, 1, 2);
    for (int status : new int[] {200, 200, 429})
      assertThat(web.send("POST", "/uri?t=mkdir", new byte[0], "Cookie", ann).status())
          .isEqualTo(status);
    for (int status : new int[] {200, 429})
      assertThat(web.send("POST", "/uri?t=mkdir", new byte[0]).status()).isEqualTo(status);
  }

  @Test
  void madeUpSessions_areLookedUpABoundedNumberOfTimes() throws IOException {
    String ann = member("ann").cookie();
    assertThat(drive(ann)).isEqualTo(200);
    for (int i = 0; i < 210; i++) ask(MADE_UP, "192.0.2.1");
    assertThat(drive(ann)).as("a session that was seen before").isEqualTo(200);
  }

  private int drive(String cookie) {
    return web.get("/vdrive/mine/?t=json", "Cookie", cookie).status();
  }
}
