package org.truckee.protocol.invite;

/**
 * The paths of an introducer's mailboxes. {@code POST} to {@link #MAILBOXES}, with the swissnum of
 * the introducer, opens one; all else is for those who know its number. {@code POST} to {@link
 * #claim} is answered once in the life of a mailbox. Messages and the end ({@code DELETE} of {@link
 * #mailbox}) take the secret of one of the two sides, as {@code Authorization: Mailbox SECRET}.
 */
public final class MailboxPaths {
  /** The path where members open mailboxes. */
  public static final String MAILBOXES = "/introducer/v1/mailboxes";

  /** The beginning of the paths of all mailboxes. */
  public static final String INVITES = "/invite/v1/";

  /** The scheme before the secret of a side. */
  public static final String SCHEME = "Mailbox ";

  /** The most bytes of a message. */
  public static final int MAX_MESSAGE = 4096;

  private MailboxPaths() {}

  /** The messages of a mailbox, in their order; each is written once. */
  public enum Message {
    /** The first message of a key agreement, by the member who invites. */
    OFFER,
    /** The second message of the key agreement and the first one under the key, by the friend. */
    ANSWER,
    /** The invitation under the key, by the member. */
    GIFT;

    /** The last part of its path. */
    public String path() {
      return switch (this) {
        case OFFER -> "offer";
        case ANSWER -> "answer";
        case GIFT -> "gift";
      };
    }
  }

  /** The path of the mailbox of {@code number}. */
  public static String mailbox(String number) {
    return INVITES + number;
  }

  /** The path where a friend takes the mailbox of {@code number}. */
  public static String claim(String number) {
    return mailbox(number) + "/claim";
  }

  /** The path of a message in the mailbox of {@code number}. */
  public static String message(String number, Message message) {
    return mailbox(number) + "/" + message.path();
  }
}
