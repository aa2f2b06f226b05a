package org.truckee.client.pool;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A client's part of a pool: its units, and its requests that wait, the urgent and then the oldest
 * first. The pool guards it.
 */
final class PoolMember<R> {
  final Client client;
  final Deque<R> urgent = new ArrayDeque<>();
  final Deque<R> others = new ArrayDeque<>();
  long used;
  boolean hasTurn;

  PoolMember(Client client) {
    this.client = client;
  }

  boolean isWaiting() {
    return !urgent.isEmpty() || !others.isEmpty();
  }

  /** The request that is next; null if none waits. */
  R next() {
    return urgent.isEmpty() ? others.peek() : urgent.peek();
  }

  boolean remove(R request) {
    return urgent.remove(request) || others.remove(request);
  }
}
