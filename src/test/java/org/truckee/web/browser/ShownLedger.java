package org.truckee.web.browser;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.account.AccountToken;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** A grid with accounts, of which one has stored something, and its gateway. */
final class ShownLedger implements AutoCloseable {
  private final TestGrid grid;
  private final WebPort web;

  ShownLedger(Path directory) {
    GatewaySettings settings = GatewaySettings.encoding(1, 3, 3);
    grid = TestGrid.start(directory, 3, settings);
    Ed25519SigningKey operator = Ed25519SigningKey.generate(new Random(1));
    for (TestServer server : grid.servers()) server.takeAccounts(operator, false);
    Instant now = grid.clock().instant();
    AccountToken token = new AccountToken(7, now, now.plusSeconds(1_000_000), 10L << 30);
    web =
        grid.gateway(
                settings.account(
                    new MemberAccount(operator.verifyingKey(), token.signed(operator))))
            .web();
    web.put(Golden.stream("shown ledger", 100_000));
  }

  /** The address of the page. */
  String address() {
    return web.address() + "ledger";
  }

  @Override
  public void close() {
    grid.close();
  }
}
