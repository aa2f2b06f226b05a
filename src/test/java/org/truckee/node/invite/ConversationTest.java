package org.truckee.node.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.protocol.invite.Invitation;
import org.truckee.protocol.invite.InviteCode;

/** What both sides say, and what a mailbox that lies can do about it. */
class ConversationTest {
  private static final InviteCode CODE = InviteCode.parse("7-guitarist-zulu@h:1");
  private static final Invitation INVITATION =
      new Invitation(
          Nurl.parse("pb://" + "A".repeat(43) + "@127.0.0.1:4711/swissnum#v=1"), Optional.empty());

  private final Conversation member = new Conversation(CODE, new Random(1));
  private final Conversation friend = new Conversation(CODE, new Random(2));

  @Test
  void withOneCode_theInvitationComesOver() {
    assertThat(member.accepts(friend.answer(member.offer()))).isTrue();
    Bytes gift = member.gift(INVITATION);
    assertThat(friend.open(gift)).contains(INVITATION);
    assertThat(gift.toUtf8()).doesNotContain("swissnum");
  }

  @Test
  void withOtherWords_nobodyIsAccepted() {
    InviteCode guess = InviteCode.parse("7-guitarist-zebra@h:1".replace("zebra", "aardvark"));
    assertThat(member.accepts(new Conversation(guess, new Random(2)).answer(member.offer())))
        .isFalse();
  }

  @Test
  void aChangedAnswerOrGift_isNotTaken() {
    byte[] answer = friend.answer(member.offer()).toArray();
    for (int size : new int[] {0, 1, 33, answer.length - 1})
      assertThat(new Conversation(CODE, new Random(1)).accepts(Bytes.copyOf(answer, 0, size)))
          .isFalse();
    for (int i = 0; i < answer.length; i += 16) {
      byte[] changed = answer.clone();
      changed[i] ^= 1;
      assertThat(new Conversation(CODE, new Random(1)).accepts(Bytes.wrap(changed))).isFalse();
    }
    assertThat(member.accepts(Bytes.wrap(answer))).isTrue();
    byte[] gift = member.gift(INVITATION).toArray();
    for (int i = 0; i < gift.length; i += 7) {
      byte[] changed = gift.clone();
      changed[i] ^= 1;
      assertThat(friend.open(Bytes.wrap(changed))).isEmpty();
    }
    assertThat(friend.open(Bytes.EMPTY)).isEmpty();
  }

  @Test
  void aMailboxThatMirrorsTheFriend_isFound() {
    assertThatIllegalArgumentException().isThrownBy(() -> friend.answer(friend.offer()));
  }
}
