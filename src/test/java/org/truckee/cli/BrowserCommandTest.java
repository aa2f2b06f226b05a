package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.cli.session.CommandFailure;

/** The commands that open a browser, with and without one. */
class BrowserCommandTest {
  @ParameterizedTest
  @CsvSource({"false, false finds none", "there-is-no-such-program, there is no there-is-no"})
  void aMachineWithoutABrowser_isToldTheAddress(String opener, String why) {
    assertThatThrownBy(() -> Browser.open(opener, "http://127.0.0.1:1/"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(why)
        .hasMessageContaining("http://127.0.0.1:1/");
  }

  @Test
  void aBrowserThatOpens_isNoFailure() {
    assertThatCode(() -> Browser.open("true", "http://127.0.0.1:1/")).doesNotThrowAnyException();
  }
}
