package org.truckee.client.audit;

/** The outcome of an audit of one share, or of all together. */
public enum AuditVerdict {
  /** Everything that was asked for was proved. */
  GOOD,
  /** An answer was wrong, or shares are nowhere though every server answered. */
  BAD,
  /** No answer came that could be judged, although it was asked for again. */
  SILENT
}
