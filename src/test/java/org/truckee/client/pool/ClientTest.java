package org.truckee.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.Waiting;
import org.truckee.worker.Codec;

/** The identity of clients, and the client of each step of a request. */
class ClientTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002::/64",
    "2001:db8:1:2::1, 20010db800010002::/64",
    "::1, 0000000000000000::/64",
    "what is this, what is this"
  })
  void anAddressOrANetwork_isAClient(String address, String client) {
    assertThat(Client.of(address).address()).isEqualTo(client);
  }

  @Test
  void aConnectionThatHasEnded_isNobodys() {
    assertThat(Client.of((SocketAddress) null)).isEqualTo(Client.GATEWAY);
  }

  @Test
  void theClientOfARequest_isFoundInAllItsSteps_andInNoOther() {
    Vertx vertx = Vertx.vertx();
    Client client = new Client("192.0.2.1");
    try {
      Codec codec = Waiting.of(Codec.deploy(vertx, 1));
      ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
      assertThat(Waiting.of(inContext(context.duplicate(), client, vertx, codec)))
          .isEqualTo(client);
      assertThat(Waiting.of(inContext(context.duplicate(), null, vertx, codec)))
          .isEqualTo(Client.GATEWAY);
    } finally {
      Waiting.of(vertx.close());
    }
  }

  private static Future<Client> inContext(
      ContextInternal context, Client client, Vertx vertx, Codec codec) {
    return Future.future(
        promise ->
            context.runOnContext(
                begun -> {
                  if (client != null) client.bind();
                  vertx
                      .timer(1)
                      .compose(later -> vertx.executeBlocking(() -> 1))
                      .compose(blocked -> codec.run(() -> 2))
                      .map(computed -> Client.current())
                      .onComplete(promise);
                }));
  }

  @Test
  void outsideOfRequests_theGatewayWorksForItself() {
    new Client("192.0.2.1").bind();

    assertThat(Client.current()).isEqualTo(Client.GATEWAY);
  }

  @Test
  void workOfTheGateway_isDoneForAClientOfItsOwn_andItsOutcomeIsToldHere() {
    Vertx vertx = Vertx.vertx();
    try {
      Client inside =
          Waiting.onEventLoop(
              vertx,
              () -> Client.UPKEEP.doing(() -> vertx.timer(1).map(waited -> Client.current())));
      Client after =
          Waiting.onEventLoop(
              vertx, () -> Client.UPKEEP.doing(() -> vertx.timer(1)).map(told -> Client.current()));
      assertThat(inside).isEqualTo(Client.UPKEEP);
      assertThat(after).isEqualTo(Client.GATEWAY);
    } finally {
      Waiting.of(vertx.close());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77,         203.0.113.0/24",
    "127.0.0.1,            127.0.0.0/24",
    "::ffff:203.0.113.77,  203.0.113.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:0db8:0001:0002::/64",
    "fe80::1%eth0,         fe80:0000:0000:0000::/64",
    "::1,                  0000:0000:0000:0000::/64",
  })
  void itsNetwork_isOfManyAddresses(String address, String network) {
    assertThat(Client.of(address).network()).isEqualTo(network);
  }

  @Test
  void theGatewayItself_hasNoNetwork() {
    assertThat(Client.GATEWAY.network()).isEmpty();
    assertThat(Client.UPKEEP.network()).isEmpty();
    assertThat(new Client("0123456789abcdef::/64 and more").network()).isEmpty();
  }
}
