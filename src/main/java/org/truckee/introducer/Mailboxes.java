package org.truckee.introducer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.protocol.invite.MailboxPaths;
import org.truckee.protocol.invite.MailboxPaths.Message;

/**
 * The mailboxes by which members invite friends. A mailbox holds three messages, which tell the
 * introducer nothing, and is claimed by one friend at most: a second guess at a code finds nothing.
 * The number of mailboxes, of those of one client, and the life of each are bounded; they are kept
 * in memory only. Thread-safe.
 */
final class Mailboxes {
  /** The most mailboxes. */
  static final int MOST = 200;

  /** The most mailboxes of one client. */
  static final int MOST_OF_ONE = 20;

  /** The life of a mailbox. */
  static final Duration LIFE = Duration.ofHours(1);

  /** Mailboxes have numbers below this one. */
  private static final int NUMBERS = 1000;

  private static final int SECRET = 16;

  private final InstantSource clock;
  private final Random random;
  private final Map<Integer, Mailbox> byNumber = new HashMap<>();

  Mailboxes(InstantSource clock, Random random) {
    this.clock = clock;
    this.random = random;
  }

  /** A mailbox as one of its sides knows it. */
  record Side(int number, Secret secret) {}

  /** A mailbox as a friend finds it. */
  record Claimed(Secret secret, Bytes offer) {}

  private static final class Mailbox {
    final String client;
    final Instant end;
    final Secret owner;
    final Map<Message, Bytes> messages = new HashMap<>();
    Optional<Secret> friend = Optional.empty();

    Mailbox(String client, Instant end, Secret owner) {
      this.client = client;
      this.end = end;
      this.owner = owner;
    }

    Optional<Secret> writer(Message message) {
      return message == Message.ANSWER ? friend : Optional.of(owner);
    }

    boolean isOf(Secret secret) {
      return owner.equals(secret) || friend.filter(secret::equals).isPresent();
    }
  }

  /** Opens a mailbox for {@code client}; {@code BUSY} if there are too many. */
  synchronized Side open(String client) {
    expire();
    long own = byNumber.values().stream().filter(box -> box.client.equals(client)).count();
    if (own >= MOST_OF_ONE) throw full("no more than " + MOST_OF_ONE + " invites of one address");
    if (byNumber.size() >= MOST) throw full("no more than " + MOST + " invites");
    int number = 1 + random.nextInt(NUMBERS - 1);
    while (byNumber.containsKey(number)) number = 1 + random.nextInt(NUMBERS - 1);
    Mailbox box = new Mailbox(client, clock.instant().plus(LIFE), secret());
    byNumber.put(number, box);
    return new Side(number, box.owner);
  }

  private static GridException full(String most) {
    return new GridException(
        GridException.Kind.BUSY, most + " are under way at a time", "try again later");
  }

  private Secret secret() {
    byte[] bytes = new byte[SECRET];
    random.nextBytes(bytes);
    return new Secret(Bytes.wrap(bytes));
  }

  private void expire() {
    Instant now = clock.instant();
    byNumber.values().removeIf(box -> !now.isBefore(box.end));
  }

  /** Takes the mailbox of {@code number} for a friend; {@code CONFLICT} if somebody has it. */
  synchronized Claimed claim(int number) {
    Mailbox box = find(number);
    Bytes offer = box.messages.get(Message.OFFER);
    if (offer == null) throw missing(number);
    if (box.friend.isPresent())
      throw new GridException(GridException.Kind.CONFLICT, "the code of that invite is used up");
    box.friend = Optional.of(secret());
    return new Claimed(box.friend.get(), offer);
  }

  private Mailbox find(int number) {
    expire();
    return Optional.ofNullable(byNumber.get(number)).orElseThrow(() -> missing(number));
  }

  private static GridException missing(int number) {
    return new GridException(
        GridException.Kind.NOT_FOUND,
        "there is no invite %d: it has ended, was used, or never was".formatted(number));
  }

  private Mailbox of(Side side) {
    Mailbox box = find(side.number());
    if (!box.isOf(side.secret())) throw foreign();
    return box;
  }

  private static GridException foreign() {
    return new GridException(
        GridException.Kind.UNAUTHORIZED, "that is not your side of the invite");
  }

  /** Leaves a message of {@code side}; {@code CONFLICT} if it is there already. */
  synchronized void put(Side side, Message message, Bytes bytes) {
    Mailbox box = of(side);
    if (bytes.size() > MailboxPaths.MAX_MESSAGE)
      throw new IllegalArgumentException("" + bytes.size());
    if (box.writer(message).filter(side.secret()::equals).isEmpty()) throw foreign();
    if (box.messages.putIfAbsent(message, bytes) != null)
      throw new GridException(GridException.Kind.CONFLICT, "that message was left already");
  }

  /** The message, if it is there. */
  synchronized Optional<Bytes> get(Side side, Message message) {
    return Optional.ofNullable(of(side).messages.get(message));
  }

  /** Ends the invite. */
  synchronized void remove(Side side) {
    of(side);
    byNumber.remove(side.number());
  }

  /** The number of mailboxes. */
  synchronized int size() {
    expire();
    return byNumber.size();
  }
}
