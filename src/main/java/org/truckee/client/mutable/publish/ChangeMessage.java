package org.truckee.client.mutable.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.client.server.StorageServer;
import org.truckee.protocol.storage.ReadTestWrite;

/** Changes of shares on one server, all or none of which are made. */
record ChangeMessage(StorageServer server, SortedMap<Integer, ReadTestWrite.Change> changes) {
  /** The most bytes of several shares in one message. */
  static final long MAX_SIZE = 8 << 20;

  /** The messages that bring {@code contents} to {@code goals}, as few as their size allows. */
  static List<ChangeMessage> of(List<ShareTarget> goals, Map<Integer, ShareContent> contents) {
    Map<StorageServer, ChangeMessage> open = new LinkedHashMap<>();
    Map<StorageServer, Long> sizes = new HashMap<>();
    List<ChangeMessage> messages = new ArrayList<>();
    for (ShareTarget goal : goals) {
      ShareContent content = contents.get(goal.share());
      long size = sizes.merge(goal.server(), content.cost(), Long::sum);
      if (size > MAX_SIZE || !open.containsKey(goal.server())) {
        open.put(goal.server(), new ChangeMessage(goal.server(), new TreeMap<>()));
        sizes.put(goal.server(), content.cost());
        messages.add(open.get(goal.server()));
      }
      open.get(goal.server()).changes.put(goal.share(), content.from(goal.before()));
    }
    return messages;
  }
}
