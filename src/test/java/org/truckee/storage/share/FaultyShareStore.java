package org.truckee.storage.share;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A share store on a disk that fails: each step fails once before anything is done, then once after
 * all was done, and works the third time.
 */
final class FaultyShareStore {
  /** Steps that can't be taken twice. */
  private static final Set<String> ONCE = Set.of("abort", "drop");

  private final Map<Method, Integer> calls = new HashMap<>();

  private FaultyShareStore() {}

  /** {@code store} on such a disk. */
  static ShareStore of(ShareStore store) {
    return new FaultyShareStore().faulty(ShareStore.class, store);
  }

  private <T> T faulty(Class<T> type, T sound) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(sound, method, arguments)));
  }

  private Object call(Object sound, Method method, Object[] arguments) throws Throwable {
    boolean mayFail = Set.of(method.getExceptionTypes()).contains(IOException.class);
    int before = mayFail ? calls.merge(method, 1, Integer::sum) % 3 : 0;
    if (before == 1) throw new IOException("the disk fails before " + method.getName());
    try {
      Object result = method.invoke(sound, arguments);
      if (before == 2 && !ONCE.contains(method.getName()))
        throw new IOException("the disk fails after " + method.getName());
      return result instanceof UnfinishedShare share
          ? faulty(UnfinishedShare.class, share)
          : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
