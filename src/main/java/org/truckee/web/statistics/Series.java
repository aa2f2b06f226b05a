package org.truckee.web.statistics;

/** A thing that is counted or measured. */
enum Series {
  FILES("Files stored and read", true, false),
  SHARES("Shares stored", true, false),
  BYTES_STORED("Bytes stored", true, true),
  BYTES_READ("Bytes read", true, true),
  SERVERS("Servers that answer", false, false),
  REQUESTS("Requests", true, false);

  private final String title;
  private final boolean counted;
  private final boolean bytes;

  Series(String title, boolean counted, boolean bytes) {
    this.title = title;
    this.counted = counted;
    this.bytes = bytes;
  }

  String title() {
    return title;
  }

  /** True if the values of a time add up; else their mean counts. */
  boolean counted() {
    return counted;
  }

  boolean bytes() {
    return bytes;
  }
}
