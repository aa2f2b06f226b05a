package org.truckee.cli.gateway;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * As many threads as there are connections to a gateway, for requests that do not wait for each
 * other. Closing them interrupts what still runs.
 */
public final class ConnectionThreads implements AutoCloseable {
  private final ExecutorService threads;

  /** Threads that are called {@code name}. */
  public ConnectionThreads(String name) {
    threads = Executors.newFixedThreadPool(WebApi.CONNECTIONS, work -> daemon(work, name));
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Does {@code work} when a thread is free; what was submitted first is begun first. */
  public <T> Future<T> submit(Callable<T> work) {
    return threads.submit(work);
  }

  /** The outcome of {@code work}, or its failure. Blocks. */
  public static <T> T await(Future<T> work) throws IOException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) throw failure;
      if (e.getCause() instanceof RuntimeException failure) throw failure;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
