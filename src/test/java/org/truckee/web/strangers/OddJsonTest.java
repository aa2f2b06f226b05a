package org.truckee.web.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.place.Links;

/** Odd JSON, sent or stored: it costs no more than its text, and comes back as JSON. */
class OddJsonTest {
  private static String body(String value) {
    return "{\"x\": [\"filenode\", {\"ro_uri\": \"URI:LIT:pa\", \"metadata\": {\"a\": "
        + value
        + "}}]}";
  }

  private static Metadata noted(String value) {
    Edit.Put put = (Edit.Put) Links.edits(body(value), Overwrite.ALWAYS).get(0);
    return put.metadata().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e-999999999",
        "-1e-999999999",
        "1e999999999",
        "0e-999999999",
        "0e999999999",
        "1e-2147483647",
        "1e2147483647",
        "1e-20000000",
        "[1e-999999999, {\"b\": 1e-20000000}]",
        "1e400",
        "1e-17",
        "4.9e-324",
        "123456789012345678901234567890"
      })
  void aNumber_isWrittenAsShortAsItWasRead(String value) throws IOException {
    for (Metadata read : List.of(noted(value), Metadata.parse("{\"a\": " + value + "}"))) {
      for (String written :
          List.of(read.toJson(), TahoeJson.line(read.fields()), TahoeJson.lines(read.fields()))) {
        assertThat(written).hasSizeLessThan(2 * value.length() + 60);
        assertThat(Metadata.parse(written).toJson()).isEqualTo(read.toJson());
      }
      assertThat(TahoeJson.line(read.fields())).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void aNumberThatIsNone_isKeptAndShownAsJson(String value) throws IOException {
    Metadata kept = noted(value);

    assertThat(kept.toJson()).isEqualTo("{\"a\": " + value + "}");
    assertThat(new ObjectMapper().readTree(TahoeJson.line(kept.fields())).get("a").isNull())
        .isTrue();
  }

  @Test
  void deepNesting_isRefusedOrWrittenBackShort() {
    String deep = "[".repeat(400) + "1,2,3,4,5,6,7,8,9" + "]".repeat(400);

    assertThat(TahoeJson.lines(noted(deep).fields())).hasSizeLessThan(40 * deep.length());
    assertRefused(body("[".repeat(100_000) + "]".repeat(100_000)), "JSON");
  }

  @Test
  void namesThatAreOne_areRefusedTogether() {
    String child = "[\"filenode\", {\"ro_uri\": \"URI:LIT:pa\"}]";

    assertRefused(
        "{\"caf\u00e9\": " + child + ", \"cafe\u0301\": " + child + "}", "\"cafe\\u0301\"");
    assertRefused("{\"a\": " + child + ", \"a\": " + child + "}", "JSON");
    assertThat(Links.children("{\"a\": " + child + ", \"A\": " + child + "}")).hasSize(2);
  }

  private static void assertRefused(String body, String why) {
    for (Runnable reading :
        List.<Runnable>of(() -> Links.children(body), () -> Links.edits(body, Overwrite.ALWAYS)))
      assertThatThrownBy(reading::run)
          .hasMessageContaining(why)
          .matches(failure -> GridException.is(failure, GridException.Kind.BAD_REQUEST));
  }

  @Test
  void fewDigits_areWrittenOut() {
    assertThat(TahoeJson.line(Map.of("a", 1.5))).isEqualTo("{\"a\": 1.5}");
    assertThat(TahoeJson.line(List.of(0.00001, 1e-30))).isEqualTo("[0.000010, 1.0E-30]");
  }
}
