package org.truckee.web.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;
import org.truckee.GridException.Kind;
import org.truckee.Subject;

class ExplanationTest {
  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKind_hasAnErrorStatusATitleAndHelp(Kind kind) {
    Explanation explanation = Explanation.of(new GridException(kind, "it failed"));

    assertThat(explanation.status()).isBetween(400, 599);
    assertThat(explanation.kind()).isEqualTo(kind.name());
    assertThat(explanation.what()).matches("[A-Z].*[a-z]");
    assertThat(explanation.help()).matches("[A-Z].*\\.");
  }

  @Test
  void eachReason_isASentenceOfItsOwnForPeople_andAClauseInPlainText() {
    GridException failure =
        new GridException(
            Kind.UNREACHABLE,
            Subject.server("abc"),
            "did not answer",
            "2 of 3 are needed",
            "try again?");

    Explanation explanation = Explanation.of(failure);

    assertThat(explanation.page().reasons())
        .containsExactly("Server abc did not answer.", "2 of 3 are needed.", "Try again?");
    assertThat(explanation.sentence())
        .isEqualTo("server abc did not answer; 2 of 3 are needed; try again?");
    JsonObject error = explanation.json().getJsonObject("error");
    assertThat(error.getInteger("status")).isEqualTo(503);
    assertThat(error.getString("kind")).isEqualTo("UNREACHABLE");
    assertThat(error.getJsonArray("why")).isEqualTo(new JsonArray(explanation.page().reasons()));
  }

  @Test
  void aReasonOfSeveralLines_isAParagraphEach() {
    GridException failure = new GridException(Kind.BAD_REQUEST, "MustNot: a\nb or c\n\nd is e");

    assertThat(Explanation.of(failure).page().reasons())
        .containsExactly("MustNot: a.", "B or c.", "D is e.");
    assertThat(Explanation.of(failure).sentence()).isEqualTo("MustNot: a\nb or c\n\nd is e");
  }

  @Test
  void plainText_beginsWithTahoesName_wherePeopleLookForIt() {
    assertThat(sentence(Kind.UNHAPPY)).isEqualTo("UploadUnhappinessError: it failed");
    assertThat(sentence(Kind.UNRECOVERABLE)).isEqualTo("UnrecoverableFileError: it failed");
    assertThat(sentence(Kind.NOT_ENOUGH_SHARES)).isEqualTo("NotEnoughSharesError: it failed");
    assertThat(sentence(Kind.NOT_FOUND)).isEqualTo("it failed");
  }

  @Test
  void aFailureOfTheProgram_staysInTheLog() {
    Explanation explanation = Explanation.of(new IllegalStateException("a secret"));

    assertThat(explanation.sentence())
        .isEqualTo("Something went wrong in this gateway; its log says what.");
    assertThat(explanation.page().reasons())
        .isEqualTo(List.of("Something went wrong in this gateway.", "Its log says what."));
  }

  private static String sentence(Kind kind) {
    return Explanation.of(new GridException(kind, "it failed")).sentence();
  }
}
