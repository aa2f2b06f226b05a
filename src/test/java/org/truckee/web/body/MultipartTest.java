package org.truckee.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;

/** Forms that come whole, in pieces of any size, and forms that don't. */
class MultipartTest {
  private static final String TYPE = "multipart/form-data; boundary=b";
  private static final String HEAD = "Content-Disposition: form-data; name=\"%s\"\r\n\r\n";
  private static final String FORM =
      "ignored\r\n--b\r\n"
          + HEAD.formatted("one")
          + "first\r\n--bx\r\n\r\n--\r\r\n\r\n--b\r\n"
          + HEAD.formatted("two")
          + "\r\n--b  \r\n"
          + HEAD.formatted("three")
          + "third\r\n--b--\r\nignored";

  private final List<String> seen = new ArrayList<>();

  private Multipart parser(String type) {
    return Multipart.of(
        type,
        new Multipart.Parts() {
          private final StringBuilder part = new StringBuilder();

          @Override
          public void begin(PartHead head) {
            part.setLength(0);
            part.append(head.name()).append('=');
          }

          @Override
          public void add(byte[] contents) {
            part.append(new String(contents, StandardCharsets.ISO_8859_1));
          }

          @Override
          public void end() {
            seen.add(part.toString());
          }
        });
  }

  private void parse(String form, int piece) {
    Multipart parser = parser(TYPE);
    byte[] bytes = form.getBytes(StandardCharsets.ISO_8859_1);
    for (int at = 0; at < bytes.length; at += piece)
      parser.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
    parser.finish();
  }

  @Test
  void howeverItIsCut_aFormHasTheSameParts() {
    for (int piece = 1; piece <= FORM.length(); piece++) {
      seen.clear();
      parse(FORM, piece);
      assertThat(seen)
          .as("pieces of " + piece)
          .containsExactly("one=first\r\n--bx\r\n\r\n--\r\r\n", "two=", "three=third");
    }
  }

  @Test
  void aFormThatIsNotWhole_isNone() {
    int whole = FORM.indexOf("--b--") + "--b--".length();
    for (int length = 0; length < whole; length++) {
      String part = FORM.substring(0, length);
      assertThatThrownBy(() -> parse(part, 7))
          .as(length + " bytes")
          .isInstanceOf(GridException.class);
    }
    parse(FORM.substring(0, whole), 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary="})
  void aFormWithoutItsBoundary_isRefused(String type) {
    assertThatThrownBy(() -> parser(type)).isInstanceOf(GridException.class);
  }

  @Test
  void aBoundary_mayBeQuoted() {
    Multipart parser = parser("Multipart/Form-Data; charset=x; BOUNDARY=\"a b\"");
    parser.add(
        ("--a b\r\n" + HEAD.formatted("x") + "y\r\n--a b--").getBytes(StandardCharsets.UTF_8));
    parser.finish();

    assertThat(seen).containsExactly("x=y");
  }

  @Test
  void namesWithoutEnd_areTooLarge() {
    Multipart parser = parser(TYPE);
    parser.add("--b\r\nContent-Disposition: ".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> parser.add(new byte[70_000])).isInstanceOf(GridException.class);
  }
}
