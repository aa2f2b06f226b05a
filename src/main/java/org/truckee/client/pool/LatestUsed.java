package org.truckee.client.pool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values that are remembered: of a bounded number, those that were used last. Thread-safe. */
public final class LatestUsed<K, V> {
  private final Map<K, V> values;

  /** Remembers {@code most} values. */
  public LatestUsed(int most) {
    this.values = bounded(most);
  }

  /** A set that remembers {@code most} members. */
  public static <E> Set<E> set(int most) {
    return Collections.newSetFromMap(bounded(most));
  }

  private static <K, V> Map<K, V> bounded(int most) {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        });
  }

  /** The value of {@code key}. */
  public Optional<V> get(K key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Remembers {@code value}, in the place of an earlier one. */
  public void put(K key, V value) {
    values.put(key, value);
  }
}
