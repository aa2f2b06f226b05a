package org.truckee.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.protocol.ReportAddress;
import org.truckee.testing.http.Markup;

class PagesTest {

  static Stream<String> pages() {
    return SamplePages.all().keySet().stream();
  }

  static String html(Page page) {
    StringWriter out = new StringWriter();
    Map<String, Object> model =
        Map.ofEntries(
            Map.entry("page", page),
            Map.entry("nonce", "n"),
            Map.entry("kind", "gateway"),
            Map.entry("places", List.of(new Crumb("Activity", "/status/"))),
            Map.entry("form", "f"),
            Map.entry("nickname", SamplePages.EVIL),
            Map.entry("version", "truckee/1"),
            Map.entry("report", ReportAddress.parse("abuse@example.org").stream().toList()),
            Map.entry("begin", true),
            Map.entry("rows", true),
            Map.entry("end", true));
    Templates.write(page.template(), model, out);
    return out.toString();
  }

  @Test
  void allTemplates_areCompiledBeforeTheFirstPage() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/webroot/pages"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Templates.ALL.stream().map(name -> name + ".html").toList());
    }
    Templates.compile();
    assertThat(Templates.areCompiled()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesOfOthersStayText(String name) {
    String html = html(SamplePages.all().get(name));
    assertThat(html).doesNotContain("<script>alert").doesNotContain("<img");
    assertThat(html)
        .containsOnlyOnce("<script ")
        .containsOnlyOnce("<h1>")
        .containsOnlyOnce("<main");
    assertThat(html).doesNotContain("&amp;lt;").endsWith("</html>\n");
    assertThat(html).containsOnlyOnce("Report abuse: <a href=\"mailto:abuse@example.org\"");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFormThatChangesSomething_saysThatItIsOurs(String name) {
    Pattern posting = Pattern.compile("<form [^>]*method=\"post\"[^>]*>");
    assertThat(posting.matcher(html(SamplePages.all().get(name))).results())
        .allSatisfy(
            form -> assertThat(form.group()).containsPattern("action=\"[^\"]*(\\?|&amp;)form=f\""));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theMarkupIsValid(String name) {
    assertThat(Markup.faults(html(SamplePages.all().get(name)))).isEmpty();
  }

  @Test
  void theCheckerOfMarkup_findsWhatIsWrong_andWhatIsUnwise() {
    String html = html(SamplePages.all().get("error"));
    assertThat(Markup.faults(html.replace("</h1>", "</h2>"))).isNotEmpty();
    assertThat(
            Markup.faults(html.replace("<h2>", "<section><p>").replace("</h2>", "</p></section>")))
        .anyMatch(fault -> fault.contains("warning"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void nothingIsInline_andNothingComesFromElsewhere(String name) {
    String html = html(SamplePages.all().get(name));
    assertThat(html).doesNotContain(" style=").doesNotContainPattern("<[a-z]+ [^>]*\\son[a-z]+=\"");
    assertThat(html).doesNotContainPattern("(src|href|action)=\"(?![/?#\"]|mailto:)");
  }
}
