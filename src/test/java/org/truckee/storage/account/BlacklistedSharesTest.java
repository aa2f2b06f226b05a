package org.truckee.storage.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.testing.LoggedLines;
import org.truckee.testing.TestClock;
import org.truckee.testing.ToldFigures;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;

/** A storage server gives nobody what stands on its list, and takes no part of it. */
class BlacklistedSharesTest {
  private static final StorageIndex LISTED = Ask.storageIndex(1);
  private static final StorageIndex OTHER = Ask.storageIndex(2);

  @TempDir Path directory;
  private Path list;
  private StorageFixture server;

  @BeforeEach
  void start() throws IOException {
    list = directory.resolve("access.blacklist");
    server =
        StorageFixture.start(
            StorageFixture.config(directory.resolve("storage")).without(Blacklist.in(list)),
            new TestClock());
    Ask.store(server, LISTED, 0, new byte[10]);
    Ask.store(server, OTHER, 0, new byte[10]);
    write("# a comment", LISTED + "  asked for\tby a court");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void write(String... lines) throws IOException {
    Files.writeString(list, String.join("\r\n", lines));
    server.service().lookAtLists();
  }

  private static void assertProhibited(StorageFixture.Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).isIn("Access Prohibited: asked for\tby a court\n", "");
  }

  /** The requests of the protocol for a file, before any message of theirs is read. */
  @ParameterizedTest
  @CsvSource({
    "GET,   immutable/SI/0",
    "HEAD,  immutable/SI/0",
    "GET,   immutable/SI/shares",
    "POST,  immutable/SI",
    "PATCH, immutable/SI/1",
    "PUT,   immutable/SI/1/abort",
    "POST,  immutable/SI/0/corrupt",
    "GET,   mutable/SI/0",
    "HEAD,  mutable/SI/0",
    "GET,   mutable/SI/shares",
    "POST,  mutable/SI/read-test-write",
    "POST,  mutable/SI/0/corrupt",
    "PUT,   lease/SI",
  })
  void aRequestForIt_isRefusedWithTheReason(String method, String path) {
    String index = LISTED.toString();
    String escaped = "%" + Integer.toHexString(index.charAt(0)) + index.substring(1);
    for (String written : List.of(index, escaped)) {
      Ask ask = server.ask(method, "/storage/v1/" + path.replace("SI", written));
      if (method.equals("PATCH")) ask.secret(SecretKind.UPLOAD, 1);
      if (path.startsWith("lease")) ask.leases(1);
      assertProhibited(ask.answer());
    }
    String another = "/storage/v1/" + path.replace("SI", OTHER.toString());
    assertThat(server.ask(method, another).answer().status()).isNotEqualTo(403);
  }

  @Test
  void theSwissnum_isAskedForFirst() {
    Ask ask = server.ask("GET", "/storage/v1/immutable/" + LISTED + "/0").without("Authorization");
    assertThat(ask.answer().status()).isEqualTo(401);
  }

  @Test
  void theList_isReadAgain_andItsBadLinesAreNamed() throws IOException {
    try (LoggedLines log = new LoggedLines()) {
      write("nonsense", LISTED + " asked for\tby a court", OTHER.toString(), "", "more nonsense");
      assertThat(log.text())
          .contains(
              "access.blacklist: 2 lines do not begin with a storage index and are passed over,"
                  + " the first in [1, 5]");
    }
    assertProhibited(share(LISTED));
    assertThat(share(OTHER).text()).isEqualTo("Access Prohibited: no reason given\n");
    assertThat(shown())
        .isEqualTo(Map.of("entries", 2, "bad-lines", 2, "first-bad-lines", List.of(1, 5)));
    assertThat(prohibited()).isEqualTo(2);

    Files.delete(list);
    server.service().lookAtLists();
    assertThat(share(LISTED).status()).isEqualTo(200);
    assertThat(shown()).isNull();
    assertThat(prohibited()).isZero();
  }

  /** The number that monitors are told. */
  private long prohibited() {
    ToldFigures told = new ToldFigures();
    Waiting.of(server.service().tell(told));
    return told.of("truckee_storage_prohibited").get(0);
  }

  private StorageFixture.Answer share(StorageIndex index) {
    return server.ask("GET", "/storage/v1/immutable/" + index + "/0").answer();
  }

  private Object shown() {
    return server
        .service()
        .figures()
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .get("blacklist");
  }

  @Test
  void aListThatIsTooLong_changesNothing_andIsToldOfOnce() throws IOException {
    try (LoggedLines log = new LoggedLines()) {
      write("#".repeat((16 << 20) + 1));
      server.service().lookAtLists();
      assertThat(log.lines())
          .containsExactly(
              "WARN access.blacklist can't be read; the entries that it had stay prohibited:"
                  + " it has more than 16777216 bytes");
    }
    assertProhibited(share(LISTED));
    assertThat(share(OTHER).status()).isEqualTo(200);
  }

  @Test
  void aList_holdsFromTheStartOn_andReasonsAreCutShort() throws IOException {
    write(LISTED + " " + "long ".repeat(100));
    server.close();
    server =
        StorageFixture.start(
            StorageFixture.config(directory.resolve("storage")).without(Blacklist.in(list)),
            new TestClock());
    assertThat(share(LISTED).text())
        .startsWith("Access Prohibited: long long")
        .hasSizeLessThan(230);
  }
}
