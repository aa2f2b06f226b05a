package org.truckee.testing.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.truckee.client.pool.FairPool;
import org.truckee.client.pool.KeyedQueue;
import org.truckee.testing.Waiting;

/**
 * All pools below some object: found by following all fields, so that a new pool can't be
 * forgotten.
 */
public final class Pools {
  private final List<FairPool> pools;
  private final List<Map<?, ?>> turns;

  private Pools(Set<Object> reached) {
    pools = reached.stream().filter(FairPool.class::isInstance).map(FairPool.class::cast).toList();
    turns = reached.stream().filter(KeyedQueue.class::isInstance).map(Pools::waiting).toList();
  }

  /** All pools that are reached from {@code root} now. */
  public static Pools below(Object root) {
    Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      Object next = rest.remove();
      if (reached.add(next)) follow(next, rest);
    }
    return new Pools(reached);
  }

  /** The number of pools. */
  public int count() {
    return pools.size();
  }

  /** Waits until everything has been given back. */
  public void waitUntilAtRest() {
    if (isAtRest()) return;
    Waiting.until(
        () -> {
          assertThat(pools).allSatisfy(pool -> assertThat(pool.used()).isZero());
          assertThat(turns).allSatisfy(waiting -> assertThat(waiting).isEmpty());
        });
  }

  private boolean isAtRest() {
    return pools.stream().allMatch(pool -> pool.used() == 0)
        && turns.stream().allMatch(Map::isEmpty);
  }

  private static void follow(Object object, Deque<Object> rest) {
    if (object instanceof Map<?, ?> map) {
      map.forEach((key, value) -> add(value, rest));
    } else if (object instanceof Collection<?> many) {
      many.forEach(one -> add(one, rest));
    } else if (object instanceof Optional<?> maybe) {
      maybe.ifPresent(one -> add(one, rest));
    } else if (object instanceof AtomicReference<?> reference) {
      add(reference.get(), rest);
    } else if (Proxy.isProxyClass(object.getClass())) {
      add(Proxy.getInvocationHandler(object), rest);
    } else if (object instanceof Object[]) {
      for (int i = 0; i < Array.getLength(object); i++) add(Array.get(object, i), rest);
    } else if (object.getClass().getName().startsWith("org.truckee.")) {
      for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass())
        for (Field field : type.getDeclaredFields()) add(value(field, object), rest);
    }
  }

  private static void add(Object object, Deque<Object> rest) {
    if (object != null) rest.add(object);
  }

  private static Object value(Field field, Object object) {
    boolean own = field.getDeclaringClass().getName().startsWith("org.truckee.");
    if (!own || field.getType().isPrimitive() || Modifier.isStatic(field.getModifiers()))
      return null;
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<?, ?> waiting(Object turns) {
    try {
      return (Map<?, ?>) value(KeyedQueue.class.getDeclaredField("lines"), turns);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
