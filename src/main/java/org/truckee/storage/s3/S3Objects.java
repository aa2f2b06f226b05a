package org.truckee.storage.s3;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.storage.object.ObjectName;
import org.truckee.storage.object.ObjectPage;
import org.truckee.storage.object.ObjectStore;
import org.truckee.storage.object.StoreMark;
import org.truckee.storage.share.FileData;
import org.truckee.storage.share.ObjectData;

/** Objects in a bucket of an S3 server. */
public final class S3Objects implements ObjectStore {
  private static final Logger LOG = LoggerFactory.getLogger(S3Objects.class);
  private static final int TRIES = 5;
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final S3Client client;
  private final S3Place place;
  private final S3Upload upload;
  private final S3Listing listing;
  private final StoreMark mark;
  private volatile Consumer<ObjectName> lost = name -> {};

  /** The objects in {@code place} of the server whose list of shares is in {@code storage}. */
  public S3Objects(Vertx vertx, S3Place place, S3Keys keys, Path storage, InstantSource clock) {
    this(vertx, place, keys, storage, clock, SILENCE);
  }

  /** The same, which waits no longer than {@code silence} for the next byte of an answer. */
  public S3Objects(
      Vertx vertx,
      S3Place place,
      S3Keys keys,
      Path storage,
      InstantSource clock,
      Duration silence) {
    this.client = new S3Client(vertx, place, keys, clock, silence);
    this.place = place;
    this.upload = new S3Upload(client, place, vertx.fileSystem());
    this.listing = new S3Listing(client, place);
    this.mark = StoreMark.of(storage);
  }

  @Override
  public void open(Consumer<ObjectName> told) throws IOException {
    lost = told;
    new S3Start(client, place, mark, listing).check();
    LOG.info("storage: the data of immutable shares go to {} at {}", place, place.endpoint());
  }

  @Override
  public void put(ObjectName name, FileData data) throws IOException {
    try {
      upload.put(name.toString(), data);
    } catch (IOException e) {
      throw notTaken(e);
    }
  }

  private static GridException notTaken(IOException failure) {
    boolean full = failure instanceof S3Failure refusal && refusal.isFull();
    return new GridException(
        full ? GridException.Kind.NO_SPACE : GridException.Kind.UNREACHABLE,
        Subject.named("the bucket of this server"),
        full ? "is full" : "did not take a share: " + FailureText.sentence(failure),
        failure);
  }

  @Override
  public void remove(ObjectName name) throws IOException {
    S3Call call = S3Call.object(HttpMethod.DELETE, place, name.toString());
    try {
      S3Waits.on(client.ask(call, S3Body.NONE, TRIES));
    } catch (S3Failure refused) {
      if (!S3Failure.isAbsence(refused)) throw refused;
    }
  }

  @Override
  public ObjectData data(ObjectName name, long length) {
    return new S3Data(client, place, name.toString(), length, () -> lost.accept(name));
  }

  @Override
  public boolean lacks(ObjectName name) throws IOException {
    if (!mark.read().equals(text(StoreMark.NAME))) return false;
    try {
      upload.length(name.toString());
      return false;
    } catch (S3Failure refused) {
      if (!S3Failure.isAbsence(refused)) throw refused;
      return true;
    }
  }

  private String text(String name) throws IOException {
    S3Call call = S3Call.object(HttpMethod.GET, place, name);
    Buffer body = S3Waits.on(client.ask(call, S3Body.NONE, TRIES)).body();
    return body.toString().strip();
  }

  @Override
  public ObjectPage list(String last) throws IOException {
    return listing.after(last);
  }

  @Override
  public int endUploads(Duration age) throws IOException {
    return listing.endUploads(age);
  }

  @Override
  public void close() {
    client.close();
  }
}
