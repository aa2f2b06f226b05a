package org.truckee.protocol.entrust;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;

/**
 * The text of a report, as {@link SignedLines} of the caretaker:
 *
 * <pre>
 * truckee-care-report 1
 * caretaker v0-BASE32
 * entrustment BASE32                     the signature of the entrustment
 * made TIME                              as 2026-11-28T12:00:00Z
 * things ALL HEALTHY LOW LOST
 * checked TIME
 * renewed TIME
 * STORAGE-INDEX GOOD NEEDED EXPECTED     for things with too few shares
 * signature BASE32
 * </pre>
 *
 * @param caretaker the key that it is signed with
 */
public record CareReportText(Ed25519VerifyingKey caretaker, CareReport report) {
  private static final String FORMAT = "truckee-care-report 1";
  private static final String CARETAKER = "caretaker";
  private static final int HEAD = 7;

  /** Checks that both are there. */
  public CareReportText {
    Objects.requireNonNull(caretaker, "caretaker");
    Objects.requireNonNull(report, "report");
  }

  /** The text of {@code report}, signed with {@code key}. */
  public static String of(Ed25519SigningKey key, CareReport report) {
    CareReport.Care care = report.care();
    List<String> lines = new ArrayList<>();
    lines.add(FORMAT);
    lines.add(CARETAKER + " " + key.verifyingKey());
    lines.add("entrustment " + report.entrustment());
    lines.add("made " + report.made());
    lines.add(
        "things %d %d %d %d".formatted(care.things(), care.healthy(), care.low(), care.lost()));
    lines.add("checked " + care.checked());
    lines.add("renewed " + care.renewed());
    for (CareReport.Low low : report.low())
      lines.add("%s %d %d %d".formatted(low.address(), low.good(), low.needed(), low.expected()));
    return SignedLines.of(key, lines);
  }

  /** Reads {@code text}; {@code BAD_REQUEST} if it is none or not signed. */
  public static CareReportText read(String text) {
    if (!text.startsWith(FORMAT + "\n"))
      throw SignedLines.bad("this is no report of a known version");
    SignedLines signed = SignedLines.read(text, CARETAKER);
    try {
      return new CareReportText(signed.signer(), report(signed));
    } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException e) {
      throw SignedLines.bad("a line of it is none of a report", e);
    }
  }

  private static CareReport report(SignedLines signed) {
    long[] counts = numbers(signed.field(4, "things"), 4);
    CareReport.Care care =
        new CareReport.Care(
            counts[0],
            counts[1],
            counts[2],
            counts[3],
            Instant.parse(signed.field(5, "checked")),
            Instant.parse(signed.field(6, "renewed")));
    return new CareReport(
        Bytes.ofBase32(signed.field(2, "entrustment")),
        Instant.parse(signed.field(3, "made")),
        care,
        signed.lines().stream().skip(HEAD).map(CareReportText::low).toList());
  }

  private static CareReport.Low low(String line) {
    int space = line.indexOf(' ');
    long[] shares = numbers(line.substring(space + 1), 3);
    return new CareReport.Low(
        StorageIndex.parse(line.substring(0, Math.max(0, space))),
        Math.toIntExact(shares[0]),
        Math.toIntExact(shares[1]),
        Math.toIntExact(shares[2]));
  }

  private static long[] numbers(String text, int count) {
    String[] words = text.split(" ", -1);
    if (words.length != count) throw new IllegalArgumentException(words.length + " numbers");
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) numbers[i] = Long.parseLong(words[i]);
    return numbers;
  }
}
