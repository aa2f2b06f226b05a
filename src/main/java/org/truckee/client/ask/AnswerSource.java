package org.truckee.client.ask;

import io.vertx.core.Future;

/**
 * The sources of good answers, and the question to one of them.
 *
 * @param <S> a source, such as a share on a server
 * @param <A> an answer, such as blocks of that share
 */
public interface AnswerSource<S, A> {
  /** The next source to ask, which is handed out once; fails, with the reason, if there is none. */
  Future<S> next();

  /** The answer of {@code source}; it fails if it is not good. */
  Future<A> ask(S source);

  /** Notes that {@code source} gave a good answer, after that has been handed out or kept. */
  default void answered(S source) {}

  /** Notes that {@code source} gave no good answer. */
  void lost(S source, Throwable failure);

  /** Notes that {@code source} has not answered in time; another one is asked beside it. */
  void slow(S source);
}
