package org.truckee.storage.expire;

/** The two kinds of shares. */
public enum ShareKind {
  IMMUTABLE("immutable"),
  MUTABLE("mutable");

  private final String word;

  ShareKind(String word) {
    this.word = word;
  }

  /** The kind as settings and figures name it. */
  @Override
  public String toString() {
    return word;
  }
}
