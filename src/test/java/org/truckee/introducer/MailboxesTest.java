package org.truckee.introducer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.protocol.invite.MailboxPaths.Message;
import org.truckee.testing.TestClock;

/** The bounds of mailboxes, and who may do what with one. */
class MailboxesTest {
  private static final Bytes TEXT = Bytes.utf8("text");

  private final TestClock clock = new TestClock();
  private final Mailboxes mailboxes = new Mailboxes(clock, new Random(1));

  private Mailboxes.Side offered() {
    Mailboxes.Side owner = mailboxes.open("ann");
    mailboxes.put(owner, Message.OFFER, TEXT);
    return owner;
  }

  private Mailboxes.Side friend(Mailboxes.Side owner) {
    return new Mailboxes.Side(owner.number(), mailboxes.claim(owner.number()).secret());
  }

  private static void assertRefused(GridException.Kind kind, ThrowingCallable step) {
    try {
      step.call();
    } catch (Throwable failure) {
      assertThat(GridException.is(failure, kind)).as(failure.toString()).isTrue();
      return;
    }
    throw new AssertionError("nothing was refused");
  }

  @Test
  void bothSides_readWhatTheOtherLeft() {
    Mailboxes.Side owner = offered();
    Mailboxes.Claimed claimed = mailboxes.claim(owner.number());
    Mailboxes.Side friend = new Mailboxes.Side(owner.number(), claimed.secret());
    assertThat(claimed.offer()).isEqualTo(TEXT);
    assertThat(mailboxes.get(owner, Message.ANSWER)).isEmpty();

    mailboxes.put(friend, Message.ANSWER, Bytes.utf8("answer"));
    mailboxes.put(owner, Message.GIFT, Bytes.utf8("gift"));
    assertThat(mailboxes.get(owner, Message.ANSWER)).contains(Bytes.utf8("answer"));
    assertThat(mailboxes.get(friend, Message.GIFT)).contains(Bytes.utf8("gift"));
    mailboxes.remove(friend);
    assertRefused(GridException.Kind.NOT_FOUND, () -> mailboxes.get(owner, Message.GIFT));
    assertThat(mailboxes.size()).isZero();
  }

  @Test
  void aMailbox_isClaimedOnce_andNotBeforeItHasAnOffer() {
    Mailboxes.Side early = mailboxes.open("ann");
    assertRefused(GridException.Kind.NOT_FOUND, () -> mailboxes.claim(early.number()));
    Mailboxes.Side owner = offered();
    friend(owner);
    assertRefused(GridException.Kind.CONFLICT, () -> mailboxes.claim(owner.number()));
  }

  @Test
  void aMessage_isLeftOnce_andByItsSide() {
    Mailboxes.Side owner = offered();
    assertRefused(
        GridException.Kind.UNAUTHORIZED, () -> mailboxes.put(owner, Message.ANSWER, TEXT));
    Mailboxes.Side friend = friend(owner);
    assertRefused(GridException.Kind.UNAUTHORIZED, () -> mailboxes.put(friend, Message.GIFT, TEXT));
    assertRefused(GridException.Kind.CONFLICT, () -> mailboxes.put(owner, Message.OFFER, TEXT));
  }

  @Test
  void aStranger_readsAndEndsNothing() {
    Mailboxes.Side owner = offered();
    Mailboxes.Side stranger =
        new Mailboxes.Side(owner.number(), new Secret(Bytes.wrap(new byte[16])));
    assertRefused(GridException.Kind.UNAUTHORIZED, () -> mailboxes.get(stranger, Message.OFFER));
    assertRefused(GridException.Kind.UNAUTHORIZED, () -> mailboxes.remove(stranger));
    assertThat(mailboxes.size()).isOne();
  }

  @Test
  void aMailbox_endsInTime() {
    Mailboxes.Side owner = offered();
    clock.advance(Mailboxes.LIFE.minus(Duration.ofSeconds(1)));
    assertThat(mailboxes.get(owner, Message.OFFER)).contains(TEXT);
    clock.advance(Duration.ofSeconds(1));
    assertRefused(GridException.Kind.NOT_FOUND, () -> mailboxes.claim(owner.number()));
    assertRefused(GridException.Kind.NOT_FOUND, () -> mailboxes.get(owner, Message.ANSWER));
    assertThat(mailboxes.size()).isZero();
  }

  @Test
  void aClientHasSomeMailboxes_andAllTogetherMore() {
    for (int i = 0; i < Mailboxes.MOST_OF_ONE; i++) mailboxes.open("ann");
    assertRefused(GridException.Kind.BUSY, () -> mailboxes.open("ann"));
    for (int i = Mailboxes.MOST_OF_ONE; i < Mailboxes.MOST; i++) mailboxes.open("client " + i);
    assertRefused(GridException.Kind.BUSY, () -> mailboxes.open("bob"));
    clock.advance(Mailboxes.LIFE);
    assertThat(mailboxes.open("ann").number()).isBetween(1, 999);
  }
}
