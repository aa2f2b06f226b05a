package org.truckee.web.walk;

import org.truckee.GridException;
import org.truckee.client.directory.Visitor;
import org.truckee.web.reply.Reply;

/** What slow work on a tree has found until now; it is shown everything there is. */
interface Report extends Visitor {
  /**
   * Tells what was found.
   *
   * @param output the form that is asked for, in lower case: {@code json}, {@code text} or {@code
   *     html}
   * @param finished whether there is no more to find
   */
  Reply tell(String output, boolean finished);

  /** Tells what was found about one thing; it has nothing to tell unless it says otherwise. */
  default Reply tellOf(String storageIndex, String output) {
    throw new GridException(GridException.Kind.NOT_FOUND, "there are no results about that here");
  }
}
