package org.truckee.cli.backup;

/**
 * A thing that was stored before, under {@code cap}; {@code checkDue} if that was so long ago that
 * a look at its shares is due before it is relied on.
 */
record Known(String cap, boolean checkDue) {
  @Override
  public String toString() {
    return "Known" + (checkDue ? ", check due" : "");
  }
}
