package org.truckee.node.invite;

import java.util.Optional;
import java.util.Random;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.pake.PhaseKeys;
import org.truckee.crypto.pake.SecretBox;
import org.truckee.crypto.pake.SymmetricSpake2;
import org.truckee.protocol.invite.Invitation;
import org.truckee.protocol.invite.InviteCode;

/**
 * What both sides of an invite say, as messages that tell nothing to those who carry them:
 *
 * <pre>
 * offer  = message of the key agreement (33)
 * answer = message of the key agreement (33) || box("friend", "hello", "truckee invite 1")
 * gift   = "W" if the answer shows another code, else "G" || box("member", "gift", invitation)
 * </pre>
 */
final class Conversation {
  /** The gift of a friend whose words are wrong. */
  static final Bytes WRONG = Bytes.utf8("W");

  private static final Bytes GOOD = Bytes.utf8("G");
  private static final Bytes HELLO = Bytes.utf8("truckee invite 1");
  private static final int AGREEMENT = 33;

  private final SymmetricSpake2 agreement;
  private final Random random;
  private Optional<PhaseKeys> keys = Optional.empty();

  Conversation(InviteCode code, Random random) {
    this.agreement = code.agreement(random);
    this.random = random;
  }

  private SecretBox box(String side, String phase) {
    return keys.orElseThrow().box(side, phase);
  }

  private void agree(Bytes message) {
    Secret key = agreement.key(message);
    keys = Optional.of(new PhaseKeys(key));
  }

  /** The offer of a member. */
  Bytes offer() {
    return agreement.message();
  }

  /** The answer of a friend; {@link IllegalArgumentException} if {@code offer} is none. */
  Bytes answer(Bytes offer) {
    agree(offer);
    return Bytes.concat(agreement.message(), box("friend", "hello").seal(HELLO, random));
  }

  /** Returns whether {@code answer} is that of a friend with the same code. */
  boolean accepts(Bytes answer) {
    if (answer.size() < AGREEMENT) return false;
    try {
      agree(answer.slice(0, AGREEMENT));
    } catch (IllegalArgumentException e) {
      return false;
    }
    return box("friend", "hello")
        .open(answer.slice(AGREEMENT, answer.size()))
        .filter(HELLO::equals)
        .isPresent();
  }

  /** The gift to a friend with the same code. */
  Bytes gift(Invitation invitation) {
    return Bytes.concat(GOOD, box("member", "gift").seal(invitation.reveal(), random));
  }

  /** The invitation in {@code gift}; empty if it is not from a member with the same code. */
  Optional<Invitation> open(Bytes gift) {
    if (gift.size() < 1 || !gift.slice(0, 1).equals(GOOD)) return Optional.empty();
    return box("member", "gift").open(gift.slice(1, gift.size())).map(Invitation::parse);
  }
}
