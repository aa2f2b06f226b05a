package org.truckee.web.record;

import io.vertx.core.internal.ContextInternal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.truckee.cap.Capability;
import org.truckee.crypto.StorageIndex;

/**
 * The things that a request turned out to be about, and the action that it asked for, as its steps
 * note them. Where no record is kept, nothing is noted. Thread-safe.
 */
public final class NotedThings {
  /** The most things that are noted of a request; those that come first count. */
  private static final int MOST = 8;

  private final Set<StorageIndex> things = new LinkedHashSet<>();
  private String action = "";
  private Optional<String> member = Optional.empty();

  NotedThings() {}

  /** Has the steps of the current request note here. */
  void bind() {
    locals().ifPresent(all -> all.put(NotedThings.class, this));
  }

  /** Notes, for the current request, that it is about what {@code cap} names. */
  public static void about(Capability cap) {
    current().ifPresent(noted -> cap.verifyCap().ifPresent(all -> noted.add(all.storageIndex())));
  }

  /** Notes that the current request asks for {@code word}, which is one of the API's. */
  public static void asks(String word) {
    current().ifPresent(noted -> noted.setAction(word));
  }

  /** Notes that the member {@code name} sent the current request. */
  public static void by(String name) {
    current().ifPresent(noted -> noted.setMember(name));
  }

  private static Optional<NotedThings> current() {
    return locals().map(all -> (NotedThings) all.get(NotedThings.class));
  }

  private static Optional<ConcurrentMap<Object, Object>> locals() {
    ContextInternal context = ContextInternal.current();
    if (context == null || !context.isDuplicate()) return Optional.empty();
    return Optional.of(context.getLocal(ContextInternal.LOCAL_MAP, ConcurrentHashMap::new));
  }

  private synchronized void add(StorageIndex storageIndex) {
    if (things.size() < MOST) things.add(storageIndex);
  }

  private synchronized void setAction(String word) {
    action = word;
  }

  private synchronized void setMember(String name) {
    member = Optional.of(name);
  }

  /** The member who sent it, if one was signed in. */
  synchronized Optional<String> member() {
    return member;
  }

  /** The things, in the order in which they were met. */
  synchronized List<StorageIndex> things() {
    return List.copyOf(things);
  }

  /** The action; empty for the usual one of the method. */
  synchronized String action() {
    return action;
  }
}
