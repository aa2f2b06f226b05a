package org.truckee.cli.backup;

/**
 * Something that was stored before, under {@code cap}; if {@code checkDue}, so long ago that a look
 * at its shares is due before it is relied on.
 */
record Known(String cap, boolean checkDue) {
  @Override
  public String toString() {
    return "Known" + (checkDue ? ", check due" : "");
  }
}
