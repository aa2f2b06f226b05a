package org.truckee.storage.s3;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.storage.object.StoreMark;

/**
 * The look at a bucket before anything is served from it: everything that a server does there is
 * done once, and the {@link StoreMark} says whose objects they are. Blocks.
 */
record S3Start(S3Client client, S3Place place, StoreMark mark, S3Listing listing) {
  private static final int TRIES = 5;
  private static final String PROBE = "probe";

  /** {@code BAD_CONFIG} names the setting that keeps the server from its objects. */
  void check() throws IOException {
    if (place.authorities().isPresent()) requireCertificates(place.authorities().get());
    try {
      Optional<String> there = read();
      if (mark.isSet()) requireSame(mark.read(), there);
      else begin(there);
      probe();
    } catch (IOException e) {
      throw S3Complaint.of(place, e);
    }
  }

  private static void requireCertificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty())
        throw new IOException("there is none in it");
    } catch (IOException | CertificateException e) {
      throw new GridException(
          GridException.Kind.BAD_CONFIG,
          Subject.named("\"storage.ca_file\": " + file),
          "holds no certificates in PEM: " + FailureText.sentence(e),
          e);
    }
  }

  private Optional<String> read() throws IOException {
    try {
      String word = ask(HttpMethod.GET, StoreMark.NAME, S3Body.NONE).toString().strip();
      if (!StoreMark.isWord(word)) throw new IOException("its object-store is no mark of a server");
      return Optional.of(word);
    } catch (S3Failure refused) {
      if (!S3Failure.isAbsence(refused)) throw refused;
      return Optional.empty();
    }
  }

  private Buffer ask(HttpMethod method, String name, S3Body body) throws IOException {
    return S3Waits.on(client.ask(S3Call.object(method, place, name), body, TRIES)).body();
  }

  private void requireSame(String word, Optional<String> there) {
    if (there.isEmpty())
      throw bad("does not hold the shares of this server: its object \"object-store\" is missing");
    if (!there.get().equals(word)) throw bad("belongs to another storage server");
  }

  /** A server that was killed in the middle finds its own word there. */
  private void begin(Optional<String> there) throws IOException {
    if (there.isPresent() && !there.equals(mark.intended()))
      throw bad("belongs to another storage server: name another prefix");
    String word = there.isPresent() ? there.get() : StoreMark.fresh(new SecureRandom());
    mark.intend(word);
    ask(HttpMethod.PUT, StoreMark.NAME, S3Body.of(Buffer.buffer(word + "\n")));
    requireSame(word, read());
    mark.set();
  }

  private void probe() throws IOException {
    Buffer text = Buffer.buffer("truckee");
    ask(HttpMethod.PUT, PROBE, S3Body.of(text));
    S3Data data = new S3Data(client, place, PROBE, text.length(), () -> {});
    Buffer part = S3Waits.on(data.read(new ByteRange(1, 3)));
    if (!part.equals(text.getBuffer(1, 3)))
      throw new IOException("it gives other bytes than it took");
    ask(HttpMethod.DELETE, PROBE, S3Body.NONE);
    listing.after("");
  }

  private GridException bad(String reason) {
    return new GridException(
        GridException.Kind.BAD_CONFIG, Subject.named("\"storage.store\": " + place), reason);
  }
}
