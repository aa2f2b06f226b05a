package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a line of the log begins. */
class LogTextTest {
  @ParameterizedTest
  @CsvSource({"ERROR, <3>ERROR", "WARN, <4>WARN", "INFO, <6>INFO", "DEBUG, <6>DEBUG"})
  void aLineForTheJournal_beginsWithItsPriority(String level, String begin) {
    LoggingEvent event = new LoggingEvent();
    event.setLevel(Level.toLevel(level));

    assertThat(new LogText.Timed(true).transform(event, "12:00 ")).isEqualTo(begin);
    assertThat(new LogText.Timed(false).transform(event, "12:00 ")).isEqualTo("12:00 ");
  }
}
