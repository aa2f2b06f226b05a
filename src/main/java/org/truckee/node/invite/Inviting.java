package org.truckee.node.invite;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.cli.session.CommandFailure;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.invite.Invitation;
import org.truckee.protocol.invite.InviteCode;
import org.truckee.protocol.invite.MailboxPaths.Message;

/** The side of the member who invites. Blocks. */
public final class Inviting {
  private static final Duration FETCHING = Duration.ofSeconds(60);

  private final Nurl introducer;
  private final Mailbox mailbox;
  private final InviteCode code;
  private final Conversation conversation;

  /** Makes an account for the friend, where there are accounts. */
  public interface Accounts {
    /** The account, made now; empty where the grid has none or its operator is another. */
    Optional<MemberAccount> make() throws IOException;
  }

  private Inviting(Nurl introducer, Mailbox mailbox, SecureRandom random) {
    this.introducer = introducer;
    this.mailbox = mailbox;
    this.code = InviteCode.make(mailbox.number(), introducer.host(), introducer.port(), random);
    this.conversation = new Conversation(code, random);
  }

  /** Begins an invite to the grid of {@code introducer}. */
  public static Inviting begin(Nurl introducer, SecureRandom random) {
    Inviting inviting = new Inviting(introducer, Mailbox.open(introducer), random);
    inviting.mailbox.put(Message.OFFER, inviting.conversation.offer());
    return inviting;
  }

  /** The code for the friend. */
  public InviteCode code() {
    return code;
  }

  /** The time for which the code is good. */
  public Duration time() {
    return Duration.ofSeconds(mailbox.seconds());
  }

  /**
   * Waits for the friend, and hands over the invitation; returns whether the friend has fetched it.
   */
  public boolean complete(Accounts accounts) throws IOException {
    Bytes answer =
        mailbox
            .await(Message.ANSWER, time())
            .orElseThrow(
                () ->
                    CommandFailure.failed("nobody has used the code in its time: make a new one"));
    if (!conversation.accepts(answer)) {
      mailbox.put(Message.GIFT, Conversation.WRONG);
      throw CommandFailure.failed(
          "somebody used invite %d with other words, and got nothing; the code is used up: make a"
                  .formatted(code.number())
              + " new one");
    }
    mailbox.put(Message.GIFT, conversation.gift(new Invitation(introducer, accounts.make())));
    return mailbox.isEndedWithin(FETCHING);
  }
}
