package org.truckee.node.invite;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cli.session.CommandFailure;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.IntroducerPaths;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.invite.Invitation;
import org.truckee.protocol.invite.InviteCode;
import org.truckee.protocol.invite.MailboxPaths.Message;

/** The side of the friend who joins. Blocks. */
public final class Joining {
  private static final Duration ANSWERING = Duration.ofSeconds(60);

  private final Mailbox mailbox;
  private final Invitation invitation;

  private Joining(Mailbox mailbox, Invitation invitation) {
    this.mailbox = mailbox;
    this.invitation = invitation;
  }

  /** Uses {@code code} up, for what it brings. */
  public static Joining by(InviteCode code, SecureRandom random) {
    Conversation conversation = new Conversation(code, random);
    Mailbox mailbox = Mailbox.claim(code);
    mailbox.put(Message.ANSWER, answer(conversation, mailbox));
    Bytes gift =
        mailbox
            .await(Message.GIFT, ANSWERING)
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "the one who invites does not answer: truckee invite has to run until you"
                            + " have joined; ask for a new code"));
    if (gift.equals(Conversation.WRONG))
      throw CommandFailure.failed(
          "the words of the code are wrong, and each code is good for one try: ask for a new one");
    return new Joining(mailbox, conversation.open(gift).orElseThrow(() -> foreign(mailbox)));
  }

  private static Bytes answer(Conversation conversation, Mailbox mailbox) {
    try {
      return conversation.answer(mailbox.offer());
    } catch (IllegalArgumentException e) {
      throw foreign(mailbox);
    }
  }

  private static CommandFailure foreign(Mailbox mailbox) {
    return CommandFailure.failed(
        "the server at %s did not hand over what a friend with that code would have sent"
            .formatted(mailbox.http().address()));
  }

  /** What the invite has brought. */
  public Invitation invitation() {
    return invitation;
  }

  /** The number of storage servers that the introducer knows; empty if it can't be asked. */
  public OptionalInt servers() {
    Nurl nurl = invitation.introducer();
    try {
      IntroducerHttp.Answer answer =
          IntroducerHttp.of(nurl)
              .send("GET", IntroducerPaths.ANNOUNCEMENTS, nurl.authorization().bytes().toUtf8());
      return answer.status() == 200
          ? OptionalInt.of(count(answer.body().toUtf8()))
          : OptionalInt.empty();
    } catch (CommandFailure away) {
      return OptionalInt.empty();
    }
  }

  private static int count(String lines) {
    Set<String> servers = new HashSet<>();
    lines
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              try {
                Announcement announcement = Announcement.parse(line);
                if (announcement.service().equals(Announcement.STORAGE))
                  servers.add(announcement.serverId());
              } catch (GridException unusable) {
                // a gateway leaves it out, too
              }
            });
    return servers.size();
  }

  /** Tells the member that the friend has all. */
  public void end() {
    mailbox.end();
  }
}
