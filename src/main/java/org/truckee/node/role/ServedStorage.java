package org.truckee.node.role;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.StorageService;
import org.truckee.storage.trash.ShareTrash;
import org.truckee.storage.trash.TrashedDay;
import org.truckee.web.storage.OwnStorage;

/** The storage server of a node, as the pages of the same node show it. */
record ServedStorage(StorageService service) implements OwnStorage {
  @Override
  public Future<Map<String, Object>> figures() {
    return service.figures();
  }

  @Override
  public Future<Map<String, Object>> stats() {
    return service.stats();
  }

  @Override
  public Map<String, Long> counters() {
    return service.calls();
  }

  @Override
  public Future<List<Map<String, Object>>> trash() {
    return service
        .collection()
        .trash()
        .map(days -> days.stream().map(ServedStorage::figures).toList());
  }

  private static Map<String, Object> figures(TrashedDay day) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("date", day.date().toString());
    figures.put("kept-until", day.date().plusDays(ShareTrash.DAYS).toString());
    figures.put("shares", day.shares());
    figures.put("bytes", day.bytes());
    return figures;
  }

  @Override
  public Future<Long> undelete(StorageIndex storageIndex) {
    return service.collection().undelete(storageIndex).map(Integer::longValue);
  }

  @Override
  public Future<Long> undeleteSince(LocalDate first) {
    return service.collection().undeleteSince(first);
  }
}
