package org.truckee.storage.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.ShareKind;

/** The text of an {@link ExpirePolicy} beside the figures that it counted, as Tahoe has it. */
public final class PolicyJson {
  private static final String ENABLED = "expiration-enabled";
  private static final String MODE = "configured-expiration-mode";

  private PolicyJson() {}

  /**
   * Writes whether {@code policy} is enabled, and the list of its mode, its override in seconds,
   * its cutoff date in seconds since 1970, and its kinds.
   */
  public static void write(ExpirePolicy policy, ObjectNode json) {
    json.put(ENABLED, policy.enabled());
    ArrayNode mode = json.putArray(MODE);
    mode.add(policy.mode().toString());
    mode.add(policy.override().map(Duration::toSeconds).orElse(null));
    mode.add(policy.cutoff().map(Instant::getEpochSecond).orElse(null));
    ArrayNode kinds = JsonNodeFactory.instance.arrayNode();
    policy.kinds().stream().sorted().forEach(kind -> kinds.add(kind.toString()));
    mode.add(kinds);
  }

  static ExpirePolicy read(JsonNode json) {
    JsonNode mode = json.required(MODE);
    boolean byDate = mode.required(0).asText().equals(ExpireMode.CUTOFF_DATE.toString());
    return new ExpirePolicy(
        json.required(ENABLED).asBoolean(),
        byDate ? ExpireMode.CUTOFF_DATE : ExpireMode.AGE,
        number(mode.required(1)).map(Duration::ofSeconds),
        number(mode.required(2)).map(Instant::ofEpochSecond),
        kinds(mode.required(3)));
  }

  private static Optional<Long> number(JsonNode json) {
    return json.isNumber() ? Optional.of(json.asLong()) : Optional.empty();
  }

  private static Set<ShareKind> kinds(JsonNode json) {
    Set<ShareKind> kinds = EnumSet.noneOf(ShareKind.class);
    for (JsonNode word : json)
      Arrays.stream(ShareKind.values())
          .filter(kind -> kind.toString().equals(word.asText()))
          .forEach(kinds::add);
    return kinds;
  }
}
