package org.truckee.protocol.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;

class AccountListTest {
  private static final Ed25519SigningKey OPERATOR = Ed25519SigningKey.generate(new Random(1));
  private static final Ed25519SigningKey ANOTHER = Ed25519SigningKey.generate(new Random(2));

  private static AccountList sample() {
    SortedMap<Integer, AccountList.Entry> accounts = new TreeMap<>();
    accounts.put(
        2, new AccountList.Entry(AccountState.ACTIVE, 1000, Instant.ofEpochSecond(1_700_000_000)));
    accounts.put(3, new AccountList.Entry(AccountState.SUSPENDED, 0, Instant.EPOCH));
    accounts.put(
        Integer.MAX_VALUE,
        new AccountList.Entry(AccountState.REVOKED, Long.MAX_VALUE, Instant.EPOCH));
    return new AccountList(5, accounts);
  }

  private static String signed(String lines) {
    return lines
        + "signature "
        + OPERATOR.sign(Bytes.utf8("truckee account list\n" + lines))
        + "\n";
  }

  @Test
  void aList_isReadAsItWasWritten() {
    String text = sample().signed(OPERATOR);
    assertThat(text)
        .startsWith(
            """
            truckee accounts 1
            number 5
            account 2 active 1000 1700000000
            account 3 suspended 0 0
            account 2147483647 revoked 9223372036854775807 0
            signature \
            """);
    assertThat(AccountList.read(text, OPERATOR.verifyingKey())).isEqualTo(sample());
  }

  @Test
  void aListOfAnother_isRefused() {
    assertThatThrownBy(() -> AccountList.read(sample().signed(ANOTHER), OPERATOR.verifyingKey()))
        .isInstanceOf(GridException.class)
        .hasMessage("the list of accounts is not signed by the operator of the accounts");
  }

  @Test
  void everyChange_isNoticed() {
    String text = sample().signed(OPERATOR);
    int end = text.indexOf("signature ");
    for (int at = 0; at < end; at += 3) {
      char other = text.charAt(at) == '1' ? '2' : '1';
      String changed = text.substring(0, at) + other + text.substring(at + 1);
      assertThatThrownBy(() -> AccountList.read(changed, OPERATOR.verifyingKey()))
          .isInstanceOf(GridException.class);
    }
  }

  @Test
  void aBeginning_isRefused() {
    String text = sample().signed(OPERATOR);
    for (int length = 0; length < text.length() - 1; length++) {
      String cut = text.substring(0, length);
      assertThatThrownBy(() -> AccountList.read(cut, OPERATOR.verifyingKey()))
          .isInstanceOf(GridException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "truckee accounts 1\n",
        "truckee accounts 2\nnumber 5\n",
        "truckee accounts 1\nnumber x\n",
        "truckee accounts 1\nnumber 5\nsomething\n",
        "truckee accounts 1\nnumber 5\naccount 1 active 0 0\n",
        "truckee accounts 1\nnumber 5\naccount 2 dormant 0 0\n",
        "truckee accounts 1\nnumber 5\naccount 2 active -1 0\n",
        "truckee accounts 1\nnumber 5\naccount 2 active 0\n",
        "truckee accounts 1\nnumber 5\naccount 2 active 0 x\n",
        "truckee accounts 1\nnumber 5\naccount 2 active 0 0 0\n"
      })
  void aListThatIsNotUnderstood_isRefusedThoughItIsSigned(String lines) {
    assertThatThrownBy(() -> AccountList.read(signed(lines), OPERATOR.verifyingKey()))
        .isInstanceOf(GridException.class)
        .hasMessage("the list of accounts is none that this version reads");
  }
}
