package org.truckee.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.NodeCertificate;
import org.truckee.protocol.announcement.PinnedTls;
import org.truckee.storage.object.StoreMark;
import org.truckee.testing.Waiting;
import org.truckee.testing.s3.FaultyS3;
import org.truckee.testing.s3.S3Server;

/** The look at a bucket before anything is served from it. */
class S3StartTest {
  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Waiting.of(vertx.close());
  }

  private void open(S3Place place, S3Keys keys, Path storage) throws IOException {
    try (S3Objects objects = new S3Objects(vertx, place, keys, storage, InstantSource.system())) {
      objects.open(lost -> {});
    }
  }

  private AbstractThrowableAssert<?, ?> refused(S3Place place, S3Keys keys) {
    return assertThatThrownBy(() -> open(place, keys, directory))
        .matches(failure -> GridException.is(failure, GridException.Kind.BAD_CONFIG))
        .hasMessageNotContaining("secret");
  }

  private static S3Place at(String endpoint) {
    return new S3Place(URI.create(endpoint), "bucket", "p", "us-east-1", Optional.empty());
  }

  @Test
  void aBucket_isOneServersOwn() throws IOException {
    S3Place place = S3Server.get().bucket();
    open(place, S3Server.KEYS, directory);
    open(place, S3Server.KEYS, directory);
    assertThat(StoreMark.of(directory).isSet()).isTrue();

    Path other = Files.createDirectory(directory.resolve("other"));
    assertThatThrownBy(() -> open(place, S3Server.KEYS, other))
        .hasMessageContaining("\"storage.store\"")
        .hasMessageContaining("belongs to another storage server");
    open(place.below("other"), S3Server.KEYS, other);
    refused(S3Server.get().bucket(), S3Server.KEYS)
        .hasMessageContaining("does not hold the shares");
    assertThatThrownBy(() -> StoreMark.requireNone(directory))
        .hasMessageContaining("\"storage.store\" is missing");
  }

  @Test
  void aStartThatWasKilledInTheMiddle_goesOn() throws IOException {
    S3Place place = S3Server.get().bucket();
    open(place, S3Server.KEYS, directory);
    Files.move(directory.resolve("object-store"), directory.resolve("object-store.next"));

    open(place, S3Server.KEYS, directory);

    assertThat(StoreMark.of(directory).isSet()).isTrue();
  }

  @Test
  void aWrongKeyPair_isNamed() throws IOException {
    S3Place place = S3Server.get().bucket();
    Secret wrong = new Secret(Bytes.utf8("other"));
    refused(place, new S3Keys(S3Server.KEYS.id(), wrong)).hasMessageContaining("private/s3.key");
    refused(place, new S3Keys("nobody", wrong)).hasMessageContaining("private/s3.key");
  }

  @Test
  void aMissingBucket_isNamed() throws IOException {
    S3Place place = S3Server.get().bucket();
    S3Place missing =
        new S3Place(place.endpoint(), "no-bucket", "p", place.region(), Optional.empty());
    refused(missing, S3Server.KEYS)
        .hasMessageContaining("\"storage.store\"")
        .hasMessageContaining("no bucket no-bucket: make it first");
  }

  @Test
  void anEndpointThatIsNoneOrSomethingElse_isNamed() {
    HttpServer other =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(request -> request.response().end("<html>hello</html>"));
    int port = Waiting.of(other.listen()).actualPort();
    refused(at("http://127.0.0.1:" + port), S3Server.KEYS)
        .hasMessageContaining("\"storage.endpoint\"");
    refused(at("https://127.0.0.1:" + port), S3Server.KEYS)
        .hasMessageContaining("\"storage.endpoint\"");
    Waiting.of(other.close());
    refused(at("http://127.0.0.1:" + port), S3Server.KEYS)
        .hasMessageContaining("\"storage.endpoint\"")
        .hasMessageContaining("can't be reached");
    refused(at("http://no-such-host.invalid"), S3Server.KEYS)
        .hasMessageContaining("\"storage.endpoint\"")
        .hasMessageContaining("can't be reached");
  }

  @Test
  void aCertificateThatNobodyTrusts_isNamed() {
    HttpServer tls =
        vertx
            .createHttpServer(PinnedTls.server(certificate()))
            .requestHandler(request -> request.response().setStatusCode(404).end());
    int port = Waiting.of(tls.listen(0, "127.0.0.1")).actualPort();
    refused(at("https://127.0.0.1:" + port), S3Server.KEYS)
        .hasMessageContaining("\"storage.endpoint\"")
        .hasMessageContaining("\"storage.ca_file\"");
  }

  @Test
  void aCertificate_isTrustedByTheFileThatIsNamed() throws IOException {
    S3Place place = S3Server.get().bucket();
    SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
    HttpServerOptions tls =
        new HttpServerOptions().setSsl(true).setKeyCertOptions(own.keyCertOptions());
    try (FaultyS3 proxy = new FaultyS3(vertx, place, tls)) {
      S3Place secure = proxy.through(place);
      refused(secure, S3Server.KEYS).hasMessageContaining("\"storage.ca_file\"");
      Path authorities = Path.of(own.certificatePath());
      open(
          new S3Place(
              secure.endpoint(), secure.bucket(), "p", secure.region(), Optional.of(authorities)),
          S3Server.KEYS,
          directory);
    } finally {
      own.delete();
    }
  }

  @Test
  void aFileOfCertificatesThatIsNone_isNamed() throws IOException {
    Path nonsense = Files.writeString(directory.resolve("ca.pem"), "nonsense");
    for (Path file : new Path[] {nonsense, directory.resolve("missing")})
      refused(
              new S3Place(URI.create("https://127.0.0.1:9"), "bucket", "p", "r", Optional.of(file)),
              S3Server.KEYS)
          .hasMessageContaining("\"storage.ca_file\"");
  }

  private static NodeCertificate certificate() {
    return NodeCertificate.generate(new SecureRandom(), Instant.now());
  }

  @Test
  void aKeyPairThatMayNotDoAll_isRefused() throws IOException {
    S3Place place = S3Server.get().bucket();
    try (FaultyS3 proxy = new FaultyS3(vertx, place)) {
      proxy.next(1, FaultyS3.Fault.FORBIDDEN, call -> call.startsWith("DELETE"));
      refused(proxy.through(place), S3Server.KEYS)
          .hasMessageContaining("private/s3.key")
          .hasMessageContaining("may not read, write, remove and list");
    }
  }
}
