package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.protocol.port.Pace;
import org.truckee.protocol.port.PortLimits;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.http.RawConnection;

/** Clients that begin to send something to a storage server and then hardly go on. */
class SlowSendersTest {
  private static final int SIZE = 1 << 20;

  @TempDir Path directory;
  private StorageFixture server;

  @AfterEach
  void stop() {
    server.close();
  }

  private static String head(String method, String path, String more, SecretKind... kinds) {
    StringBuilder secrets = new StringBuilder();
    for (SecretKind kind : kinds)
      secrets.append("X-Tahoe-Authorization: " + kind.headerValue(Ask.secret(9)) + "\r\n");
    return "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n%s%sContent-Length: %d\r\n\r\n"
        .formatted(method, path, StorageFixture.AUTHORIZATION, secrets, more, SIZE);
  }

  private static String patch(int file) {
    return head(
        "PATCH",
        share(file),
        "Content-Range: bytes 0-%d/*\r\n".formatted(SIZE - 1),
        SecretKind.UPLOAD);
  }

  private static String share(int file) {
    return "/storage/v1/immutable/" + Ask.storageIndex(file) + "/0";
  }

  private void allocate(int file) {
    assertThat(Ask.allocate(server, Ask.storageIndex(file), SIZE, 9, 0).answer().status())
        .isEqualTo(200);
  }

  @Test
  void theBodyOfAnyRoute_hasAnEnd() throws IOException {
    server =
        StorageFixture.start(directory, new PortLimits(100, 100, 300, new Pace(200, 1L << 20)));
    allocate(1);
    String file = "/storage/v1/mutable/" + Ask.storageIndex(2);
    SecretKind renew = SecretKind.LEASE_RENEW;
    SecretKind cancel = SecretKind.LEASE_CANCEL;
    List<String> heads =
        List.of(
            patch(1),
            head("PUT", share(1) + "/abort", "", SecretKind.UPLOAD),
            head("POST", share(1) + "/corrupt", ""),
            head("POST", "/storage/v1/immutable/x", ""),
            head(
                "POST",
                "/storage/v1/immutable/" + Ask.storageIndex(3),
                "",
                renew,
                cancel,
                SecretKind.UPLOAD),
            head("PUT", "/storage/v1/lease/" + Ask.storageIndex(1), "", renew, cancel),
            head("POST", file + "/read-test-write", "", renew, cancel, SecretKind.WRITE_ENABLER),
            head("POST", file + "/0/corrupt", ""),
            head("GET", file + "/0", ""),
            head("GET", "/storage/v1/version", ""));
    try (LoggedLines log = new LoggedLines()) {
      for (String head : heads)
        try (RawConnection slow = new RawConnection(server.port()).send(head).send("x")) {
          assertThat(slow.all()).as(head).startsWith("HTTP/1.1 ");
        }
      assertThat(log.text()).contains("came too slowly");
    }
    Waiting.untilTrue(() -> server.service().memory().used() == 0);
    assertThat(server.ask("GET", "/storage/v1/version").answer().status()).isEqualTo(200);
  }

  /** Each holds a quarter of a MiB, and all together more than parts may hold. */
  @Test
  @Tag("slow")
  void partsOfWhichNoMoreComes_areNotHeldInMemory_whereOthersNeedIt() throws IOException {
    server = StorageFixture.start(directory);
    List<RawConnection> slow = new ArrayList<>();
    String part = "x".repeat(250 << 10);
    for (int file = 0; file < 140; file++) {
      allocate(file);
      slow.add(new RawConnection(server.port()).send(patch(file)).send(part));
    }

    Waiting.untilTrue(() -> filesIn(directory.resolve("shares/incoming")) >= 130);

    for (RawConnection connection : slow) connection.close();
  }

  private static long filesIn(Path incoming) throws IOException {
    try (Stream<Path> files = Files.walk(incoming)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
