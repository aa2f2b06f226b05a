package org.truckee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truckee.GridException.Kind;

class GridExceptionTest {
  @Test
  void theFirstReason_followsTheSubject() {
    GridException failure =
        new GridException(Kind.UNREACHABLE, Subject.server("abc"), "did not answer", "try again");

    assertThat(failure.subject()).isEqualTo(Subject.server("abc"));
    assertThat(failure.reasons()).containsExactly("did not answer", "try again");
    assertThat(failure.clauses()).containsExactly("server abc did not answer", "try again");
    assertThat(failure).hasMessage("server abc did not answer; try again");
  }

  @Test
  void withoutASubject_theReasonsSayAll() {
    assertThat(new GridException(Kind.BUSY, "too much is going on"))
        .hasMessage("too much is going on");
    assertThat(new GridException(Kind.BAD_CONFIG, Subject.named("conf.json"), "is empty"))
        .hasMessage("conf.json is empty");
    assertThatIllegalArgumentException().isThrownBy(() -> new GridException(Kind.BUSY));
  }

  @Test
  void moreReasons_comeLast() {
    GridException less = new GridException(Kind.UNHAPPY, Subject.share(3), "is lost");

    GridException more = less.and(Kind.UNREACHABLE, List.of("an introducer is away"));

    assertThat(more).hasMessage("share 3 is lost; an introducer is away").hasCause(less);
    assertThat(more.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(less.and("it was the last").kind()).isEqualTo(Kind.UNHAPPY);
  }

  @Test
  void whatLedToAFailure_explainsAClause() {
    GridException ours =
        new GridException(Kind.CORRUPT, Subject.share(3, "abc"), "is bad", "so is 4");

    assertThat(FailureText.clauses("nothing was written", ours))
        .containsExactly("nothing was written: share 3 on server abc is bad", "so is 4");
    assertThat(FailureText.clauses(new IOException("No space left on device")))
        .containsExactly("No space left on device");
    assertThat(FailureText.sentence(new IOException())).isEqualTo("IOException");
    assertThat(FailureText.says(new IOException("No space left on device"), "No space")).isTrue();
    assertThat(FailureText.says(new IOException(), "No space")).isFalse();
  }
}
