package org.truckee.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;

/** Ranges as Tahoe reads them, of a file of ten bytes. */
class ByteSelectionTest {
  private static final long SIZE = 10;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1, bytes 0-0/10",
    "bytes=0-9, 0, 10, bytes 0-9/10",
    "bytes=0-, 0, 10, bytes 0-9/10",
    "bytes=3-5, 3, 3, bytes 3-5/10",
    "bytes=9-, 9, 1, bytes 9-9/10",
    "bytes=5-99, 5, 5, bytes 5-9/10",
    "bytes=-1, 9, 1, bytes 9-9/10",
    "bytes=-10, 0, 10, bytes 0-9/10",
    "bytes=-99, 0, 10, bytes 0-9/10",
    "bytes= 3 - 5 , 3, 3, bytes 3-5/10",
    "'bytes=3-5,7-8', 3, 3, bytes 3-5/10",
    "bytes=0-999999999999999999, 0, 10, bytes 0-9/10",
    "bytes=0-99999999999999999999, 0, 10, bytes 0-9/10",
    "bytes=-99999999999999999999, 0, 10, bytes 0-9/10",
    "bytes=3-00000000000000000000005, 3, 3, bytes 3-5/10"
  })
  void aRange_selectsItsBytes(String header, long offset, long length, String contentRange) {
    ByteSelection selection = ByteSelection.of(header, SIZE).orElseThrow();
    assertThat(selection).isEqualTo(new ByteSelection(offset, length));
    assertThat(selection.toContentRange(SIZE)).isEqualTo(contentRange);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-3",
        "bytes=10-",
        "bytes=-0",
        "bytes=--1",
        "bytes=0x1-2",
        "bytes=9999999999999999999-",
        "lines=1-2",
        "bytes=1",
        "bytes=١-٢"
      })
  void aHeaderThatIsNoRange_isAsIfItWereNotThere(String header) {
    assertThat(ByteSelection.of(header, SIZE)).isEmpty();
    assertThat(ByteSelection.isPastEnd(header, SIZE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=10-10",
        "bytes=10-20",
        "bytes=11-",
        "bytes=11-20",
        "bytes=999999999999999999-"
      })
  void aRangePastTheEnd_isRefused(String header) {
    assertThat(ByteSelection.isPastEnd(header, SIZE)).isTrue();
    assertThatThrownBy(() -> ByteSelection.of(header, SIZE))
        .isInstanceOf(GridException.class)
        .hasMessage("First beyond end of file");
  }

  @Test
  void ofAnEmptyFile_nothingIsSelected() {
    assertThat(ByteSelection.of("bytes=0-", 0)).isEmpty();
    assertThat(ByteSelection.of("bytes=-5", 0)).isEmpty();
    assertThat(ByteSelection.isPastEnd("bytes=0-0", 0)).isTrue();
  }
}
