package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.account.Admission;

/** The accounts that a storage server takes, as its configuration says it. */
class ConfiguredAccountsTest {
  private static final Admission ADMISSION =
      Admission.of(Ed25519SigningKey.generate(new Random(1)), Bytes.wrap(new byte[32]));

  private static ConfiguredStorage read(String accounts) {
    String text =
        "{\"storage\": {\"accounts\": {%s}}}"
            .formatted(
                accounts
                    .replace('\'', '"')
                    .replace("KEY", ADMISSION.operator().toString())
                    .replace("WORD", ADMISSION.signature().toString()));
    return NodeConfig.parse("conf.json", text).storage().orElseThrow();
  }

  @Test
  void aServer_takesNoAccounts_unlessItIsToldWhose() {
    assertThat(read("").accounts()).isEmpty();
  }

  @Test
  void theOperator_isEnough() {
    ConfiguredStorage.Accounts accounts = read("'operator': 'pub-KEY'").accounts().orElseThrow();
    assertThat(accounts.rules().operator()).isEqualTo(ADMISSION.operator());
    assertThat(accounts.rules().list()).isEmpty();
    assertThat(accounts.rules().required()).isFalse();
    assertThat(accounts.admission()).isEmpty();
  }

  @Test
  void everything_isRead() {
    ConfiguredStorage.Accounts accounts =
        read("'operator': 'KEY', 'admission': 'WORD', 'list': 'a.list', 'required': true")
            .accounts()
            .orElseThrow();
    assertThat(accounts.admission()).contains(ADMISSION);
    assertThat(accounts.seenFrom(Path.of("/node")).list()).contains(Path.of("/node/a.list"));
    assertThat(accounts.rules().required()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'operator': 'junk' | storage.accounts.operator\" must be a key",
        "'operator': 5 | storage.accounts.operator\" must be a text",
        "'operator': 'v0-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' | proves nothing",
        "'list': 'x' | storage.accounts.list\" belongs to accounts",
        "'required': true | storage.accounts.required\" belongs to accounts",
        "'admission': 'x' | storage.accounts.admission\" belongs to accounts",
        "'operator': 'KEY', 'admission': 'x!' | storage.accounts.admission\" must be what",
        "'operator': 'KEY', 'admission': 'mfra' | prints, all of it",
        "'operator': 'KEY', 'required': 'yes' | storage.accounts.required\" must be true or false",
        "'operator': 'KEY', 'plain': true | storage.accounts.plain\" is not known"
      })
  void whatCanNotBeUsed_isNamed(String accounts, String complaint) {
    assertThatThrownBy(() -> read(accounts))
        .isInstanceOf(GridException.class)
        .hasMessageContaining(complaint);
  }
}
