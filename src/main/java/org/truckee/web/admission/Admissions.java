package org.truckee.web.admission;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import org.truckee.GridException;
import org.truckee.bytes.Base32;
import org.truckee.bytes.Secret;
import org.truckee.crypto.HmacSha256;
import org.truckee.crypto.ProofOfWork;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.measure.MetricSink;
import org.truckee.web.failure.AdmissionRefused;

/**
 * The admission of strangers at a running gateway: challenges for networks of addresses, their
 * proofs of work, and the quotas of those that are admitted. Whatever the file of it is asked is
 * asked on a thread of its own. Thread-safe.
 */
public final class Admissions {
  private final Path file;
  private final AdmissionSettings settings;
  private final HmacSha256 key;
  private final InstantSource clock;
  private final SecureRandom random;
  private final BlockingWork disk;
  private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);
  private volatile AdmissionStore store;
  private volatile int price;

  /** What monitors are told of. */
  private enum Event {
    ADMITTED("admitted"),
    REFUSED("refused"),
    STORED("stored"),
    NOT_STORED("not_stored");

    private final String word;

    Event(String word) {
      this.word = word;
    }
  }

  /** The admissions in {@code file}, which is opened by {@link #open}; {@code key} is secret. */
  public Admissions(
      Vertx vertx,
      Path file,
      AdmissionSettings settings,
      Secret key,
      InstantSource clock,
      SecureRandom random) {
    this.file = file;
    this.settings = settings;
    this.key = new HmacSha256(key);
    this.clock = clock;
    this.random = random;
    this.disk = BlockingWork.onThreads(vertx, "truckee-admission", 1);
    this.price = settings.price().least();
    for (Event event : Event.values()) counts.put(event, new LongAdder());
  }

  /** Opens the file; {@code BAD_CONFIG} if it can't be used. */
  public Future<Void> open() {
    return disk.run(() -> store = AdmissionStore.open(file, settings));
  }

  /** Closes the file. */
  public Future<Void> close() {
    return disk.run(
            () -> {
              if (store != null) store.close();
            })
        .eventually(disk::close);
  }

  /** The settings. */
  AdmissionSettings settings() {
    return settings;
  }

  /** The admission of {@code network}, if it has one. */
  Future<Optional<AdmittedNetwork>> standing(String network) {
    return disk.ask(() -> store.standing(network, clock.instant()));
  }

  /** A new challenge for {@code network}, and its text. */
  Future<Asked> challenge(String network) {
    return disk.ask(() -> store.price(clock.instant())).map(bits -> asked(network, bits));
  }

  /** A challenge, and the text that says it. */
  record Asked(Challenge challenge, String text) {}

  private Asked asked(String network, int bits) {
    price = bits;
    byte[] salt = new byte[Challenge.SALT_SIZE];
    random.nextBytes(salt);
    Instant expires =
        Instant.ofEpochSecond(clock.instant().plus(Challenge.LIFETIME).getEpochSecond());
    Challenge challenge = new Challenge(bits, expires, network, Base32.encode(salt));
    return new Asked(challenge, challenge.text(key));
  }

  /**
   * Admits {@code network} if {@code solution} solves the challenge in {@code text}; {@code
   * FORBIDDEN} says what is wrong with it, {@code BUSY} that there is no room.
   */
  Future<AdmittedNetwork> admit(String network, String text, long solution) {
    return Future.succeededFuture()
        .map(begun -> checked(network, text, solution))
        .compose(challenge -> disk.ask(() -> store.admit(challenge, clock.instant())))
        .onSuccess(admitted -> count(Event.ADMITTED))
        .onFailure(refused -> count(Event.REFUSED));
  }

  private Challenge checked(String network, String text, long solution) {
    Challenge challenge =
        Challenge.read(text, key)
            .orElseThrow(() -> refused("this gateway has set no such challenge"));
    Instant now = clock.instant();
    if (!challenge.network().equals(network))
      throw refused("the challenge was set to another network of addresses");
    if (!challenge.expires().isAfter(now)
        || challenge.expires().isAfter(now.plus(Challenge.LIFETIME)))
      throw refused("the time of the challenge is over");
    if (challenge.bits() < settings.price().least())
      throw refused("the challenge is cheaper than any that is set now");
    int found = new ProofOfWork(text).bits(solution);
    if (found < challenge.bits())
      throw refused(
          "the solution has %d zero bits, and %d are needed".formatted(found, challenge.bits()));
    return challenge;
  }

  private static AdmissionRefused refused(String reason) {
    return new AdmissionRefused(
        GridException.Kind.FORBIDDEN, "the proof of work does not count: " + reason);
  }

  /** Counts {@code bytes} for {@code network}, as {@link AdmissionStore#reserve} does. */
  Future<AdmittedNetwork> reserve(String network, long bytes) {
    return counted(() -> store.reserve(network, bytes, clock.instant()));
  }

  private Future<AdmittedNetwork> counted(Callable<AdmittedNetwork> step) {
    return disk.ask(step)
        .onSuccess(granted -> count(Event.STORED))
        .onFailure(refused -> count(Event.NOT_STORED));
  }

  /** Counts {@code bytes} no more; as {@link AdmissionStore#giveBack}. */
  Future<Void> giveBack(String network, AdmittedNetwork admission, long bytes) {
    return disk.run(() -> store.giveBack(network, admission, bytes));
  }

  private void count(Event event) {
    counts.get(event).increment();
  }

  /** Tells {@code sink} how many were admitted and refused, and the price. */
  public void tell(MetricSink sink) {
    counts.forEach(
        (event, count) ->
            sink.counter(
                "truckee_gateway_admissions",
                "Proofs of work, and what strangers stored by them",
                count.sum(),
                "outcome",
                event.word));
    sink.gauge("truckee_gateway_admission_bits", "Zero bits that were last asked for", price);
  }
}
