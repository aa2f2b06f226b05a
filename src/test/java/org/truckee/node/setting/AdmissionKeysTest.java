package org.truckee.node.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.web.admission.AdmissionSettings;
import org.truckee.web.admission.Price;

/** The admission of strangers in a configuration. */
class AdmissionKeysTest {
  private static Optional<AdmissionSettings> read(String gateway) {
    return AdmissionKeys.read(ConfigReader.parse("conf.json", gateway.replace('\'', '"')));
  }

  private static Optional<AdmissionSettings> admission(String keys) {
    return read("{'admission': {" + keys + "}}");
  }

  @Test
  void strangersNeedNone_unlessItIsSaid() {
    assertThat(read("{}")).isEmpty();
    assertThat(admission(""))
        .contains(
            new AdmissionSettings(100 << 20, Duration.ofDays(30), new Price(18, 24, 60), 100_000));
  }

  @Test
  void eachKey_isASetting() {
    assertThat(
            admission(
                "'quota': '5 GiB', 'period': '2 days', 'bits': 20, 'most_bits': 22, 'per_hour': 7,"
                    + " 'networks': 9"))
        .contains(new AdmissionSettings(5L << 30, Duration.ofDays(2), new Price(20, 22, 7), 9));
    assertThat(admission("'bits': 30").orElseThrow().price()).isEqualTo(new Price(30, 30, 60));
  }

  @ParameterizedTest
  @CsvSource({
    "quota, 0",
    "quota, '''2 PiB'''",
    "quota, '''much'''",
    "period, 30",
    "period, '''1 hour'''",
    "period, '''11 years'''",
    "bits, 0",
    "bits, 41",
    "most_bits, 17",
    "most_bits, 41",
    "per_hour, 0",
    "networks, 0",
  })
  void aWrongValue_isRefusedWithItsKey(String key, String value) {
    assertThatThrownBy(() -> admission("'" + key + "': " + value))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("\"admission." + key + "\"");
  }
}
