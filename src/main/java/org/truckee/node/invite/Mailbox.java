package org.truckee.node.invite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cli.session.CommandFailure;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.invite.InviteCode;
import org.truckee.protocol.invite.MailboxPaths;
import org.truckee.protocol.invite.MailboxPaths.Message;

/**
 * A mailbox at an introducer, as one side of an invite uses it. Nothing that the introducer says is
 * repeated to the user, since a friend does not know it yet. Blocks.
 *
 * @param secret the secret of this side
 * @param offer the message of the member, as a friend finds it
 * @param seconds its life
 */
record Mailbox(IntroducerHttp http, int number, Secret secret, Bytes offer, long seconds) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long POLL_MILLIS = 250;

  /** Opens one at the introducer of a member. */
  static Mailbox open(Nurl introducer) {
    IntroducerHttp http = IntroducerHttp.of(introducer);
    IntroducerHttp.Answer answer =
        http.send("POST", MailboxPaths.MAILBOXES, introducer.authorization().bytes().toUtf8());
    return switch (answer.status()) {
      case 201 -> read(http, answer.body(), 0);
      case 401 ->
          throw CommandFailure.failed(
              "the introducer at %s does not know this node's secret".formatted(http.address()));
      case 404 ->
          throw CommandFailure.failed(
              "the introducer at %s keeps no invites: it runs an older program"
                  .formatted(http.address()));
      case 503 ->
          throw CommandFailure.failed(
              "the introducer at %s has no room for another invite: try again later"
                  .formatted(http.address()));
      default -> throw odd(http, answer);
    };
  }

  /** Takes the one that {@code code} names, for a friend; nobody can a second time. */
  static Mailbox claim(InviteCode code) {
    IntroducerHttp http = IntroducerHttp.at(code.host(), code.port());
    IntroducerHttp.Answer answer = http.send("POST", MailboxPaths.claim("" + code.number()), "");
    return switch (answer.status()) {
      case 200 -> read(http, answer.body(), code.number());
      case 404 ->
          throw CommandFailure.notFound(
              "there is no invite %d at %s: it has ended, was used, or never was; ask for a new code"
                  .formatted(code.number(), http.address()));
      case 409 ->
          throw CommandFailure.failed(
              "somebody has used that code already; if that was not you, say so to the one who"
                  + " invites, and ask for a new code");
      case 429 ->
          throw CommandFailure.failed(
              "too many codes were tried at %s: wait a minute".formatted(http.address()));
      default -> throw odd(http, answer);
    };
  }

  private static Mailbox read(IntroducerHttp http, Bytes body, int number) {
    try {
      JsonNode json = JSON.readTree(body.toUtf8());
      return new Mailbox(
          http,
          json.path("number").asInt(number),
          Secret.ofBase32(json.path("secret").asText()),
          Bytes.ofBase32(json.path("offer").asText()),
          json.path("seconds").asLong());
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.failed("the server at %s is no introducer".formatted(http.address()));
    }
  }

  private static CommandFailure odd(IntroducerHttp http, IntroducerHttp.Answer answer) {
    return CommandFailure.failed(
        "the server at %s does not serve invites: it answered %d"
            .formatted(http.address(), answer.status()));
  }

  private IntroducerHttp.Answer send(String method, String path, Bytes body) {
    return http.send(method, path, MailboxPaths.SCHEME + secret.reveal(), body);
  }

  /** Leaves a message. */
  void put(Message message, Bytes bytes) {
    IntroducerHttp.Answer answer = send("PUT", MailboxPaths.message("" + number, message), bytes);
    if (answer.status() == 404) throw gone();
    if (answer.status() != 201) throw odd(http, answer);
  }

  /** The message of the other side, once it is there; empty if it does not come in time. */
  Optional<Bytes> await(Message message, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    do {
      IntroducerHttp.Answer answer =
          send("GET", MailboxPaths.message("" + number, message), Bytes.EMPTY);
      if (answer.status() == 200) return Optional.of(answer.body());
      if (answer.status() == 404) throw gone();
      if (answer.status() != 204) throw odd(http, answer);
      pause();
    } while (System.nanoTime() - end < 0);
    return Optional.empty();
  }

  /** Returns whether the other side ends the invite in time. */
  boolean isEndedWithin(Duration time) {
    try {
      long end = System.nanoTime() + time.toNanos();
      do {
        int status =
            send("GET", MailboxPaths.message("" + number, Message.GIFT), Bytes.EMPTY).status();
        if (status == 404) return true;
        pause();
      } while (System.nanoTime() - end < 0);
      return false;
    } catch (CommandFailure away) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }

  private CommandFailure gone() {
    return CommandFailure.failed(
        "the invite has ended, or the introducer at %s was started anew: make a new one"
            .formatted(http.address()));
  }

  /** Ends the invite, if that is possible. */
  void end() {
    try {
      IntroducerHttp.Answer answer = send("DELETE", MailboxPaths.mailbox("" + number), Bytes.EMPTY);
      if (answer.status() >= 500) throw odd(http, answer);
    } catch (CommandFailure away) {
      return; // it ends by itself
    }
  }
}
