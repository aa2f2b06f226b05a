package org.truckee.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links of a page that begin at the root, made relative however the page is written. */
class RelativeLinksTest {
  private static final String PAGE =
      "<a href=\"/\">/</a> <img src=\"/static/a.png\"> <p title=\"a/b\">=/\"/ <a href='/'>"
          + "<form action=\"/uri\"><a href=\"/a\"/><a href=\"//elsewhere\">";

  private static String relative(String page, int... cuts) throws IOException {
    StringWriter out = new StringWriter();
    try (RelativeLinks links = new RelativeLinks(out, "../../")) {
      int from = 0;
      for (int cut : cuts) {
        links.write(page, from, cut - from);
        from = cut;
      }
      links.write(page.toCharArray(), from, page.length() - from);
    }
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "'<a href=\"/x\">', '<a href=\"../../x\">'",
    "'<a href=\"x/y\">', '<a href=\"x/y\">'",
    "'a / b', 'a / b'",
    "'\"/', '\"/'",
    "'=/', '=/'",
    "'=\"/', '=\"../../'",
    "'', ''"
  })
  void onlyWhatBeginsAtTheRoot_isChanged(String page, String relative) throws IOException {
    assertThat(relative(page)).isEqualTo(relative);
  }

  @Test
  void howThePageIsCut_makesNoDifference() throws IOException {
    String whole = relative(PAGE);
    assertThat(whole).contains("href=\"../../\"", "src=\"../../static/a.png\"", "title=\"a/b\"");
    for (int first = 0; first <= PAGE.length(); first++)
      for (int second = first; second <= PAGE.length(); second++)
        assertThat(relative(PAGE, first, second)).isEqualTo(whole);
  }

  @Test
  void aCharacterAtATime_isWritten() throws IOException {
    StringWriter out = new StringWriter();
    try (RelativeLinks links = new RelativeLinks(out, "../../")) {
      for (char c : PAGE.toCharArray()) links.write(c);
    }
    assertThat(out).hasToString(relative(PAGE));
  }
}
