package org.truckee.cli.entrust;

import java.time.Instant;
import java.time.LocalDate;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableWriteCap;
import org.truckee.protocol.entrust.Entrustment;
import org.truckee.protocol.entrust.Rhythm;

/** Notes of entrustments of which no report is known yet. */
final class SampleNotes {
  private static final MutableWriteCap REPORTS =
      (MutableWriteCap)
          Capability.parse(
              "URI:SSK:ldeakmhhopsf3uakqpg3xuwpya:"
                  + "e7bcxhaouj45bbjbekwgtrncpe53sfggvru5h7jabf36n7t6z36a");

  private SampleNotes() {}

  /** The note of an entrustment that was made then, to be looked after weekly until 2036. */
  static GivenEntrustment of(String name, Bytes signature, Instant made) {
    return new GivenEntrustment(
        name,
        signature,
        made,
        new Entrustment.Policy(LocalDate.of(2036, 12, 31), true, Rhythm.WEEKLY),
        REPORTS,
        GivenEntrustment.Seen.NOTHING);
  }
}
