package org.truckee.web.storage;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.truckee.crypto.StorageIndex;
import org.truckee.web.monitor.OtherFigures;

/** The storage server of this program, as far as its operator is shown it. */
public interface OwnStorage extends OtherFigures {
  /**
   * Its figures by the names and in the parts that Tahoe has for them, as texts, numbers, booleans,
   * null, lists and maps.
   */
  Future<Map<String, Object>> figures();

  /** The days of which shares are in the trash, in the same form, the latest first. */
  Future<List<Map<String, Object>>> trash();

  /** Brings back the shares of one file from the trash, and returns how many there were. */
  Future<Long> undelete(StorageIndex storageIndex);

  /**
   * Brings back all shares that went on {@code first} or later, and returns how many there were.
   */
  Future<Long> undeleteSince(LocalDate first);
}
