package org.truckee.introducer;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The summary that an introducer tells of itself. Tahoe's introducers tell the three summaries. No
 * address is in it, and no secret.
 */
record IntroducerStatus(Collection<KeptAnnouncement> announcements, int followers) {
  /** The part for everybody. */
  JsonObject counts() {
    return new JsonObject()
        .put("announcement_summary", summary(kept -> kept.about().serverId()))
        .put("announcement_distinct_hosts", summary(kept -> kept.source()))
        .put("subscription_summary", subscriptions())
        .put("followers", followers);
  }

  /** The part for those that may hear the announcements. */
  JsonObject whole() {
    JsonArray services = new JsonArray();
    for (KeptAnnouncement kept : announcements) {
      services.add(
          new JsonObject()
              .put("service", kept.about().service())
              .put("nickname", kept.about().nickname())
              .put("server_id", kept.about().serverId())
              .put("version", kept.about().version())
              .put("sequence", kept.about().sequence()));
    }
    return counts().put("services", services);
  }

  /** The number of different ones of each service. */
  private JsonObject summary(Function<KeptAnnouncement, String> different) {
    Map<String, Object> counts = new TreeMap<>();
    announcements.stream()
        .collect(
            Collectors.groupingBy(
                kept -> kept.about().service(), Collectors.mapping(different, Collectors.toSet())))
        .forEach((service, distinct) -> counts.put(service, distinct.size()));
    return new JsonObject(counts);
  }

  /** A follower hears of every service. */
  private JsonObject subscriptions() {
    Map<String, Object> counts = new TreeMap<>();
    if (followers > 0) announcements.forEach(kept -> counts.put(kept.about().service(), followers));
    return new JsonObject(counts);
  }
}
