package org.truckee.vdrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.platform.Ticker;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;

/** A database is asked whether it answers, and a failure of it is no secret's way out. */
class MeasuredDirnodeStoreTest {
  /** A database of which every answer is the same. */
  private record Database(Future<?> answer) implements DirnodeStore {
    @SuppressWarnings("unchecked") // a failure, or nothing
    private <T> Future<T> told() {
      return (Future<T>) answer;
    }

    @Override
    public Future<Void> open() {
      return told();
    }

    @Override
    public Future<Void> close() {
      return told();
    }

    @Override
    public Future<Optional<Head>> head(StorageIndex directory) {
      return told();
    }

    @Override
    public Future<Optional<Listing>> get(StorageIndex directory, Slot slot) {
      return told();
    }

    @Override
    public Future<Optional<Listing>> list(StorageIndex directory, Optional<Slot> after, int limit) {
      return told();
    }

    @Override
    public Future<Optional<VdriveConflict>> write(VdriveWrite step) {
      return told();
    }
  }

  private static Optional<String> trouble(Future<?> answer) {
    return new MeasuredDirnodeStore(new Database(answer), Ticker.SYSTEM).trouble().result();
  }

  @Test
  void aDatabaseThatFails_isToldWithoutItsWords() {
    assertThat(trouble(Future.succeededFuture(Optional.empty()))).isEmpty();
    assertThat(trouble(Future.failedFuture(new SQLException("password=x at /a/path"))))
        .contains("the database of directories fails");
  }

  @Test
  void calls_areCounted_andFailuresApart() {
    MeasuredDirnodeStore good =
        new MeasuredDirnodeStore(
            new Database(Future.succeededFuture(Optional.empty())), Ticker.SYSTEM);
    assertThat(good.write(new VdriveWrite(List.of(), List.of())).succeeded()).isTrue();
    assertThat(good.calls().count(MeasuredDirnodeStore.Call.WRITE)).isEqualTo(1);
    MeasuredDirnodeStore bad =
        new MeasuredDirnodeStore(
            new Database(Future.failedFuture(new SQLException("x"))), Ticker.SYSTEM);
    assertThat(bad.write(new VdriveWrite(List.of(), List.of())).failed()).isTrue();
    assertThat(bad.calls().count(MeasuredDirnodeStore.Call.WRITE)).isZero();
  }
}
