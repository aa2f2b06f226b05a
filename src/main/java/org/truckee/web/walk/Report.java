package org.truckee.web.walk;

import org.truckee.GridException;
import org.truckee.client.directory.Visitor;
import org.truckee.web.reply.Reply;

/**
 * The findings of slow work on a tree until now; the report is shown everything that a walk visits.
 */
interface Report extends Visitor {
  /**
   * Answers with the findings.
   *
   * @param output the form that is asked for, in lower case: {@code json}, {@code text} or {@code
   *     html}
   * @param finished whether there is no more to find
   */
  Reply tell(String output, boolean finished);

  /** Answers with the findings about one thing; a report has none unless it overrides this. */
  default Reply tellOf(String storageIndex, String output) {
    throw new GridException(GridException.Kind.NOT_FOUND, "there are no results about that here");
  }
}
