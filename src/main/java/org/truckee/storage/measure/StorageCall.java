package org.truckee.storage.measure;

/** The kinds of calls to a storage server of which the time is measured, by Tahoe's names. */
public enum StorageCall {
  /** Room is made for immutable shares. */
  ALLOCATE("allocate"),
  /** A part of an immutable share is written. */
  WRITE("write"),
  /** An immutable share that is whole is stored. */
  CLOSE("close"),
  /** An immutable share is read, whole or in part. */
  READ("read"),
  /** The immutable shares of a file are listed. */
  GET("get"),
  /** Mutable shares are tested and written. */
  WRITEV("writev"),
  /** A mutable share is read. */
  READV("readv"),
  /** Leases are added or renewed. */
  ADD_LEASE("add-lease");

  private final String text;

  StorageCall(String text) {
    this.text = text;
  }

  /** The name that Tahoe has for it. */
  public String text() {
    return text;
  }
}
