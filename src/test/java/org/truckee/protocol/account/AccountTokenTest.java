package org.truckee.protocol.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.announcement.Nurl;

class AccountTokenTest {
  private static final Ed25519SigningKey OPERATOR =
      new Ed25519SigningKey(new Secret(Bytes.wrap(new byte[32])));
  private static final Ed25519SigningKey ANOTHER = Ed25519SigningKey.generate(new Random(1));
  private static final AccountToken TOKEN =
      new AccountToken(
          7, Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_800_000_000), 1L << 30);
  private static final String TEXT = text(TOKEN, OPERATOR);
  private static final String SIGNATURE = TEXT.substring(TEXT.length() - 86);

  private static String text(AccountToken token, Ed25519SigningKey key) {
    return token.signed(key).bytes().toUtf8();
  }

  @Test
  void aToken_isWrittenAsItWasFirst() {
    assertThat(TEXT)
        .isEqualTo(
            "a1_7_1700000000_1800000000_1073741824_JrROGCi1L8Y-p2nrpsqPiM8EJDa3M4uStMtqnB-tG_CPB9p3"
                + "B7xU9c1M9X4YMQBsEW-nkZ3ysnQvCXxnfQSmDA");
  }

  @Test
  void aToken_isReadAsItWasWritten() {
    AccountToken.Claimed claimed = AccountToken.read(TEXT).orElseThrow();
    assertThat(claimed.token()).isEqualTo(TOKEN);
    assertThat(claimed.isOf(OPERATOR.verifyingKey())).isTrue();
    assertThat(claimed.isOf(ANOTHER.verifyingKey())).isFalse();
    assertThat(AccountToken.looksLikeOne(TEXT)).isTrue();
  }

  @Test
  void theLargestToken_isASwissnum() {
    AccountToken largest =
        new AccountToken(
            Integer.MAX_VALUE,
            Instant.ofEpochSecond(99_999_999_999L),
            Instant.ofEpochSecond(99_999_999_999L),
            999_999_999_999_999_999L);
    String text = text(largest, OPERATOR);
    assertThat(text.length()).isLessThanOrEqualTo(AccountToken.MAX_LENGTH);
    assertThat(AccountToken.read(text).orElseThrow().token()).isEqualTo(largest);
    String nurl = "pb://" + "A".repeat(43) + "@example.org:4711/" + text + "#v=1";
    assertThat(Nurl.parse(nurl).toUri()).isEqualTo(nurl);
  }

  @Test
  void everyOtherNumber_makesAForgery() {
    String[] forged = {
      "a1_8_1700000000_1800000000_1073741824_",
      "a1_7_1700000001_1800000000_1073741824_",
      "a1_7_1700000000_1800000001_1073741824_",
      "a1_7_1700000000_1800000000_1073741825_"
    };
    for (String head : forged) {
      AccountToken.Claimed claimed = AccountToken.read(head + SIGNATURE).orElseThrow();
      assertThat(claimed.isOf(OPERATOR.verifyingKey())).as(head).isFalse();
    }
  }

  @Test
  void everyOtherSignature_isAForgery() {
    byte[] signature = Base64.getUrlDecoder().decode(SIGNATURE);
    String head = TEXT.substring(0, TEXT.length() - 86);
    for (int i = 0; i < signature.length; i += 9) {
      signature[i] ^= 1;
      String forged = head + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
      signature[i] ^= 1;
      assertThat(AccountToken.read(forged).orElseThrow().isOf(OPERATOR.verifyingKey())).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a1",
        "a1_",
        "a1_7_1_2_3_",
        "a2_7_1_2_3_%s",
        "a1_0_1_2_3_%s",
        "a1_1_1_2_3_%s",
        "a1_-7_1_2_3_%s",
        "a1_07_1_2_3_%s",
        "a1_2147483648_1_2_3_%s",
        "a1_99999999999_1_2_3_%s",
        "a1_7_01_2_3_%s",
        "a1_7_1_100000000000_3_%s",
        "a1_7_1_2_1000000000000000000_%s",
        "a1_7_1_2_-3_%s",
        "a1_7_1_2_%s",
        "a1_7_1_2_3_4_%s",
        "a1_7_1_2_3_%sA",
        "a1_7_1_2_3_%s\n",
        " a1_7_1_2_3_%s",
        "A1_7_1_2_3_%s",
        "a1_٧_1_2_3_%s"
      })
  void anotherText_isNoToken(String form) {
    assertThat(AccountToken.read(form.replace("%s", SIGNATURE))).isEmpty();
  }

  @Test
  void aTokenOfNobody_canNotBeMade() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AccountToken(1, Instant.EPOCH, Instant.EPOCH, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AccountToken(2, Instant.EPOCH, Instant.EPOCH, -1));
  }

  @Test
  void whatAMemberGets_isReadAgain() {
    MemberAccount member = new MemberAccount(OPERATOR.verifyingKey(), TOKEN.signed(OPERATOR));
    assertThat(MemberAccount.parse("\n " + member.reveal())).isEqualTo(member);
    assertThat(member.toString()).doesNotContain(TEXT);
  }

  @Test
  void whatAMemberGets_isChecked() {
    String key = OPERATOR.verifyingKey().toString();
    for (String wrong :
        new String[] {
          "",
          TEXT,
          key,
          key + " " + TEXT + " more",
          ANOTHER.verifyingKey() + " " + TEXT,
          key + " " + text(TOKEN, ANOTHER),
          "v0-aaaa " + TEXT
        })
      assertThatThrownBy(() -> MemberAccount.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain(SIGNATURE);
  }

  @Test
  void aServer_isAdmittedByItsKey() {
    Bytes server = Bytes.wrap(new byte[32]);
    Admission admission = Admission.of(OPERATOR, server);
    assertThat(admission.admits(server)).isTrue();
    assertThat(admission.admits(Bytes.wrap(Base64.getUrlDecoder().decode("A".repeat(42) + "E"))))
        .isFalse();
    assertThat(new Admission(ANOTHER.verifyingKey(), admission.signature()).admits(server))
        .isFalse();
  }
}
