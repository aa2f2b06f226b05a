package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.Snapshot;

/** A storage server and clients without the right secrets. */
class StorageSecretsTest {
  private static final StorageIndex STORED = Ask.storageIndex(1);
  private static final StorageIndex UNDER_WAY = Ask.storageIndex(2);
  private static final String IMMUTABLE = "/storage/v1/immutable/" + UNDER_WAY;
  private static final int UPLOAD = 3;

  @TempDir static Path directory;
  private static StorageFixture server;

  private Snapshot before;

  @BeforeAll
  static void start() {
    server = StorageFixture.start(directory);
    Ask.store(server, STORED, 0, new byte[10]);
    Ask.allocate(server, UNDER_WAY, 10, UPLOAD, 0).answer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void remember() {
    before = Snapshot.of(directory);
  }

  @AfterEach
  void nothingHasChanged() {
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  static Stream<Arguments> everyRoute() {
    return Stream.of(
        Arguments.of("GET", "/storage/v1/version"),
        Arguments.of("PUT", "/storage/v1/lease/" + STORED),
        Arguments.of("POST", IMMUTABLE),
        Arguments.of("PATCH", IMMUTABLE + "/0"),
        Arguments.of("PUT", IMMUTABLE + "/0/abort"),
        Arguments.of("GET", "/storage/v1/immutable/" + STORED + "/shares"),
        Arguments.of("GET", "/storage/v1/immutable/" + STORED + "/0"),
        Arguments.of("POST", "/storage/v1/immutable/" + STORED + "/0/corrupt"),
        Arguments.of("POST", "/storage/v1/mutable/" + STORED + "/read-test-write"),
        Arguments.of("GET", "/storage/v1/mutable/" + STORED + "/shares"),
        Arguments.of("GET", "/storage/v1/mutable/" + STORED + "/0"),
        Arguments.of("GET", "/storage/v1/nothing"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyRoute")
  void whoDoesNotKnowTheSwissnum_isToldNothing(String method, String path) {
    for (String wrong :
        List.of(
            "Tahoe-LAFS d3Jvbmc=",
            "Tahoe-LAFS ",
            "Tahoe-LAFS",
            "Basic dGVzdC1zd2lzc251bQ==",
            "dGVzdC1zd2lzc251bQ==",
            "Tahoe-LAFS dGVzdC1zd2lzc251bQ",
            "Tahoe-LAFS dGVzdC1zd2lzc251bQ== x",
            "Tahoe-LAFS " + "A".repeat(4000))) {
      StorageFixture.Answer answer =
          server.ask(method, path).without("Authorization").with("Authorization", wrong).answer();
      assertThat(answer.status()).as(wrong).isEqualTo(401);
      assertThat(answer.text()).isEqualTo("Wrong Authorization header\n");
    }
    assertThat(server.ask(method, path).without("Authorization").answer().status()).isEqualTo(401);
  }

  static Stream<Arguments> routesWithSecrets() {
    Set<SecretKind> lease = Set.of(SecretKind.LEASE_RENEW, SecretKind.LEASE_CANCEL);
    return Stream.of(
        Arguments.of("PUT", "/storage/v1/lease/" + STORED, lease),
        Arguments.of("POST", IMMUTABLE, with(lease, SecretKind.UPLOAD)),
        Arguments.of("PATCH", IMMUTABLE + "/0", Set.of(SecretKind.UPLOAD)),
        Arguments.of("PUT", IMMUTABLE + "/0/abort", Set.of(SecretKind.UPLOAD)),
        Arguments.of(
            "POST",
            "/storage/v1/mutable/" + STORED + "/read-test-write",
            with(lease, SecretKind.WRITE_ENABLER)));
  }

  private static Set<SecretKind> with(Set<SecretKind> some, SecretKind another) {
    Set<SecretKind> all = new HashSet<>(some);
    all.add(another);
    return all;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("routesWithSecrets")
  void aMissingSecret_isNamed(String method, String path, Set<SecretKind> needed) {
    for (SecretKind missing : needed) {
      Ask ask = server.ask(method, path);
      needed.stream().filter(kind -> kind != missing).forEach(kind -> ask.secret(kind, UPLOAD));
      assertRefused(ask, "expected exactly");
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("routesWithSecrets")
  void aSecretTwice_isRefused(String method, String path, Set<SecretKind> needed) {
    for (SecretKind twice : needed) {
      assertRefused(all(method, path, needed).secret(twice, UPLOAD), "is given twice");
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("routesWithSecrets")
  void aSecretTooMany_isRefused(String method, String path, Set<SecretKind> needed) {
    for (SecretKind more : SecretKind.values()) {
      if (!needed.contains(more))
        assertRefused(all(method, path, needed).secret(more, UPLOAD), "expected exactly");
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("routesWithSecrets")
  void anUnreadableSecret_isRefusedWithoutBeingQuoted(
      String method, String path, Set<SecretKind> needed) {
    for (String header :
        List.of(
            "",
            "upload-secret",
            "upload-secret ",
            "upload-secretAAAA",
            "Upload-Secret AAAA",
            "upload-secret ####",
            "upload-secret QUJD$",
            "upload-secret QUJDRA=",
            "bogus-secret QUJD",
            "lease-renew-secret QUJDREVG",
            "lease-cancel-secret " + "QUJD".repeat(11),
            "upload-secret " + "QUJD".repeat(1000))) {
      StorageFixture.Answer answer =
          all(method, path, needed).with(SecretKind.HEADER, header).answer();
      assertThat(answer.status()).as(header).isEqualTo(400);
      assertThat(answer.text()).isNotBlank().doesNotContain("QUJD");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 255})
  void theWrongUploadSecret_isRefused(int wrong) {
    assertThat(Ask.write(server, UNDER_WAY, 0, wrong, 0, new byte[10]).answer().status())
        .isEqualTo(401);
    assertThat(
            server
                .ask("PUT", IMMUTABLE + "/0/abort")
                .secret(SecretKind.UPLOAD, wrong)
                .answer()
                .status())
        .isEqualTo(401);
  }

  @Test
  void theWrongUploadSecret_allocatesNothingThatIsUnderWay() {
    assertThat(
            Ask.allocate(server, UNDER_WAY, 10, 4, 0)
                .answer()
                .message(AllocateReply::read)
                .allocated())
        .isEmpty();
  }

  private static Ask all(String method, String path, Set<SecretKind> needed) {
    Ask ask = server.ask(method, path);
    needed.forEach(kind -> ask.secret(kind, UPLOAD));
    return ask;
  }

  private static void assertRefused(Ask ask, String reason) {
    StorageFixture.Answer answer = ask.answer();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains(reason);
  }
}
