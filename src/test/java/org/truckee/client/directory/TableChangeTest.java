package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;
import org.truckee.dirnode.Target;

class TableChangeTest {
  private static final TableForm FORM = TableForm.writable(new Secret(Bytes.wrap(new byte[16])));
  private static final Target MINE = Target.of(Capability.parse("URI:LIT:nbswy3dp"));
  private static final Target THEIRS = Target.of(Capability.parse("URI:LIT:o53xo3q"));

  @Test
  void whatARivalAddedUnderAnotherName_isKept() {
    TableChange change = change(put("mine", MINE, Overwrite.NEVER));
    assertThat(change.apply(Bytes.EMPTY)).isPresent();

    Bytes merged = change.apply(written(put("theirs", THEIRS, Overwrite.NEVER))).orElseThrow();

    assertThat(Table.unpack(FORM, merged).children().map(Child::name))
        .containsExactly("mine", "theirs");
  }

  @Test
  void aRivalUnderTheSameName_isAConflictThatSaysWhatIsThere() {
    TableChange change = change(put("a", MINE, Overwrite.NEVER));
    assertThat(change.apply(Bytes.EMPTY)).isPresent();

    assertThat(change.apply(written(put("a", THEIRS, Overwrite.NEVER)))).isEmpty();
    assertThatThrownBy(change::before)
        .isInstanceOfSatisfying(
            ChildConflict.class, e -> assertThat(e.present().map(Child::target)).contains(THEIRS));
  }

  @Test
  void whatTheRivalTookOverFromHere_isInPlaceAlready() {
    TableChange change = change(put("mine", MINE, Overwrite.NEVER));
    Bytes mine = change.apply(Bytes.EMPTY).orElseThrow();
    Bytes taken = change(put("theirs", THEIRS, Overwrite.NEVER)).apply(mine).orElseThrow();

    assertThat(change.apply(taken)).isEmpty();
    assertThat(change.before()).containsExactly(Optional.empty());
  }

  @Test
  void whatWasRemovedInAnEarlierAttempt_isNotMissed() {
    Bytes before = written(put("a", THEIRS, Overwrite.NEVER));
    TableChange change = change(new Edit.Remove("a", Edit.Expected.ANYTHING));
    Bytes removed = change.apply(before).orElseThrow();

    assertThat(change.apply(removed)).isEmpty();
    assertThat(change.before().get(0).map(Child::target)).contains(THEIRS);
  }

  @Test
  void whatIsMissingAtTheFirstAttempt_isNotFound() {
    TableChange change = change(new Edit.Remove("a", Edit.Expected.ANYTHING));

    assertThat(change.apply(Bytes.EMPTY)).isEmpty();
    assertThatThrownBy(change::before)
        .isInstanceOfSatisfying(
            GridException.class, e -> assertThat(e.kind()).isEqualTo(GridException.Kind.NOT_FOUND));
  }

  private static Bytes written(Edit edit) {
    return change(edit).apply(Bytes.EMPTY).orElseThrow();
  }

  private static TableChange change(Edit edit) {
    return new TableChange(FORM, List.of(edit), Instant.EPOCH);
  }

  private static Edit put(String name, Target target, Overwrite overwrite) {
    return new Edit.Put(name, target, Optional.empty(), overwrite);
  }
}
