package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.http.RawConnection;

/** The memory of a storage server's messages and answers, with every outcome. */
class MessageLimitsTest {
  private static final int LARGE = 50 << 20;

  @TempDir Path directory;
  private StorageFixture server;

  @BeforeEach
  void start() {
    server = StorageFixture.start(directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void bodiesThatDoNotCome_holdNoMoreThanTheBudget() throws IOException {
    RawConnection[] connections = new RawConnection[12];
    for (int i = 0; i < connections.length; i++)
      connections[i] = new RawConnection(server.port()).send(head());

    await().until(() -> used() >= 2L * LARGE);
    assertThat(used()).isEqualTo(2L * LARGE);
    assertThat(server.ask("GET", "/storage/v1/version").answer().status()).isEqualTo(200);
    for (RawConnection connection : connections) connection.close();

    await().until(() -> used() == 0);
    Ask.store(server, Ask.storageIndex(1), 0, new byte[2 << 20]);
    assertThat(server.ask("GET", "/storage/v1/immutable/" + Ask.storageIndex(1) + "/0").answer())
        .satisfies(answer -> assertThat(answer.body().length()).isEqualTo(2 << 20));
    await().until(() -> used() == 0);
  }

  @Test
  void everyEndOfARequest_givesTheMemoryBack() {
    Ask.store(server, Ask.storageIndex(1), 0, new byte[1000]);
    String share = "/storage/v1/immutable/" + Ask.storageIndex(1) + "/";
    for (String path : new String[] {share + "0", share + "1", share + "shares"})
      for (String method : new String[] {"GET", "HEAD", "POST", "PATCH"})
        server.ask(method, path).with("Range", "bytes=0-10").answer();
    server.ask("POST", share + "0/corrupt").body(Buffer.buffer("x")).answer();
    server.ask("GET", share + "0").with("Range", "bytes=5000-6000").answer();

    await().until(() -> used() == 0);
  }

  private long used() {
    return server.service().memory().used();
  }

  private static String head() {
    return """
    POST /storage/v1/mutable/%s/read-test-write HTTP/1.1\r
    Host: x\r
    Authorization: %s\r
    X-Tahoe-Authorization: %s\r
    X-Tahoe-Authorization: %s\r
    X-Tahoe-Authorization: %s\r
    Content-Length: %d\r
    \r
    """
        .formatted(
            Ask.storageIndex(1),
            StorageFixture.AUTHORIZATION,
            SecretKind.LEASE_RENEW.headerValue(Ask.secret(1)),
            SecretKind.LEASE_CANCEL.headerValue(Ask.secret(2)),
            SecretKind.WRITE_ENABLER.headerValue(Ask.secret(3)),
            LARGE);
  }
}
