package org.truckee.storage.expire;

/** The ways to tell whether a lease still holds. */
public enum ExpireMode {
  /** A lease holds until its end, or for a time that the server sets for all leases. */
  AGE("age"),
  /** A lease holds if it was granted or renewed since a date. */
  CUTOFF_DATE("cutoff-date");

  private final String word;

  ExpireMode(String word) {
    this.word = word;
  }

  /** The mode as settings and figures name it. */
  @Override
  public String toString() {
    return word;
  }
}
