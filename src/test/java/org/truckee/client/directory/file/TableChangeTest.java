package org.truckee.client.directory.file;

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
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;

class TableChangeTest {
  private static final TableForm FORM = TableForm.writable(new Secret(Bytes.wrap(new byte[16])));
  private static final Table EMPTY = Table.of(FORM, List.of());
  private static final ChildTarget MINE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
  private static final ChildTarget THEIRS = ChildTarget.of(Capability.parse("URI:LIT:o53xo3q"));

  @Test
  void whatARivalAddedUnderAnotherName_isKept() {
    TableChange change = change(put("mine", MINE, Overwrite.NEVER));
    assertThat(change.apply(EMPTY).size()).isEqualTo(1);

    Table merged = change.apply(written(put("theirs", THEIRS, Overwrite.NEVER)));

    assertThat(merged.children().map(Child::name)).containsExactly("mine", "theirs");
  }

  @Test
  void aRivalUnderTheSameName_isAConflictThatSaysWhatIsThere() {
    TableChange change = change(put("a", MINE, Overwrite.NEVER));
    assertThat(change.apply(EMPTY).size()).isEqualTo(1);
    Table theirs = written(put("a", THEIRS, Overwrite.NEVER));

    assertThat(change.apply(theirs)).isEqualTo(theirs);
    assertThatThrownBy(change::before)
        .isInstanceOfSatisfying(
            ChildConflict.class, e -> assertThat(e.present().map(Child::target)).contains(THEIRS));
  }

  @Test
  void whatTheRivalTookOverFromHere_isInPlaceAlready() {
    TableChange change = change(put("mine", MINE, Overwrite.NEVER));
    Table mine = change.apply(EMPTY);
    Table taken = change(put("theirs", THEIRS, Overwrite.NEVER)).apply(mine);

    assertThat(change.apply(taken)).isEqualTo(taken);
    assertThat(change.before()).containsExactly(Optional.empty());
  }

  @Test
  void whatWasRemovedInAnEarlierAttempt_isNotMissed() {
    Table before = written(put("a", THEIRS, Overwrite.NEVER));
    TableChange change = change(new Edit.Remove("a", Edit.Expected.ANYTHING));
    Table removed = change.apply(before);

    assertThat(removed.size()).isZero();
    assertThat(change.apply(removed)).isEqualTo(removed);
    assertThat(change.before().get(0).map(Child::target)).contains(THEIRS);
  }

  @Test
  void whatIsMissingAtTheFirstAttempt_isNotFound() {
    TableChange change = change(new Edit.Remove("a", Edit.Expected.ANYTHING));

    assertThat(change.apply(EMPTY)).isEqualTo(EMPTY);
    assertThatThrownBy(change::before)
        .isInstanceOfSatisfying(
            GridException.class, e -> assertThat(e.kind()).isEqualTo(GridException.Kind.NOT_FOUND));
  }

  private static Table written(Edit edit) {
    return change(edit).apply(EMPTY);
  }

  private static TableChange change(Edit edit) {
    return new TableChange(List.of(edit), Instant.EPOCH);
  }

  private static Edit put(String name, ChildTarget target, Overwrite overwrite) {
    return new Edit.Put(name, target, Optional.empty(), overwrite);
  }
}
