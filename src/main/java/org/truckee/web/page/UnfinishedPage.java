package org.truckee.web.page;

/** A page whose beginning has been sent, and whose rest is made when everything for it is there. */
public interface UnfinishedPage {
  /** Sends the rest. */
  void end();
}
