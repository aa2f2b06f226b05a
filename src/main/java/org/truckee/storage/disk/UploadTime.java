package org.truckee.storage.disk;

import java.time.Duration;
import java.time.Instant;

/** The time that an upload may take: it earns some by the bytes that come. One thread at a time. */
final class UploadTime {
  private static final long SLOWEST_BYTES_PER_SECOND = 512;
  private static final int TRICKLES = 4;
  private static final Duration FIRST_BYTE = Duration.ofMinutes(1);

  private final Instant begun;
  private Instant lastWrite;
  private long receivedBytes;

  /** The time of an upload that begins {@code now}. */
  UploadTime(Instant now) {
    this.begun = now;
    this.lastWrite = now;
  }

  /** Notes that its client asked for something. */
  void heard(Instant now) {
    lastWrite = now;
  }

  /** Notes that {@code bytes} came that had not come before. */
  void received(long bytes) {
    receivedBytes += bytes;
  }

  /**
   * Returns whether the upload has had its time: no bytes came for as long as {@code patience}, or
   * so few that it would last for ever. Where uploads are {@code contended}, one without any byte
   * has a minute.
   */
  boolean isOver(Instant now, Duration patience, boolean contended) {
    Duration earned = Duration.ofSeconds(receivedBytes / SLOWEST_BYTES_PER_SECOND);
    return now.isAfter(lastWrite.plus(patience))
        || now.isAfter(begun.plus(patience.multipliedBy(TRICKLES)).plus(earned))
        || (contended && receivedBytes == 0 && now.isAfter(begun.plus(FIRST_BYTE)));
  }
}
