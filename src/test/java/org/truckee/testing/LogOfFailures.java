package org.truckee.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints what was logged during a test that failed, and nothing of the others. */
public final class LogOfFailures implements BeforeEachCallback, TestWatcher, AfterAllCallback {
  @Override
  public void beforeEach(ExtensionContext test) {
    RecentLog.take();
  }

  @Override
  public void testFailed(ExtensionContext test, Throwable cause) {
    print(test);
  }

  /** Prints the log of a class that could not begin. */
  @Override
  public void afterAll(ExtensionContext type) {
    if (type.getExecutionException().isPresent()) print(type);
  }

  private static void print(ExtensionContext test) {
    System.err.printf("The log of %s:%n%s", test.getUniqueId(), RecentLog.take());
  }
}
