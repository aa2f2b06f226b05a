package org.truckee.web.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.truckee.client.audit.AuditResults;
import org.truckee.client.audit.AuditVerdict;
import org.truckee.client.audit.AuditedShare;
import org.truckee.client.audit.SampledBlocks;
import org.truckee.client.server.ServerNames;
import org.truckee.client.server.StorageServer;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.file.AuditPage;

/** The results of an audit in words, and the page that says them. */
final class AuditWords {
  /** The losses, as parts of all blocks, of which it is told how likely they were missed. */
  static final List<Double> LOSSES = List.of(0.01, 0.1, 0.5);

  /** The sentence about a thing that has no shares. */
  static final String NOTHING =
      "It has no shares on storage servers, so there is nothing to audit.";

  /** The most blocks of a share that are named one by one. */
  private static final int MOST_NAMED = 8;

  private AuditWords() {}

  /** The outcome in a sentence. */
  static String summary(AuditResults results) {
    String proved =
        "%d of %d shares are good, by %s"
            .formatted(
                results.goodNumbers().size(),
                results.code().total(),
                Amount.of(results.blocks(), "sampled block"));
    List<String> clauses = new ArrayList<>(List.of(proved));
    int bad = results.with(AuditVerdict.BAD).size();
    if (bad > 0) clauses.add("bad: " + bad);
    SortedSet<Integer> missing = results.missing();
    if (!missing.isEmpty())
      clauses.add(
          (results.silent().isEmpty() ? "on no server: " : "on no server that answered: ")
              + missing.size());
    if (!results.older().isEmpty()) clauses.add("of an older version: " + results.older().size());
    int silent = results.silent().size() + results.with(AuditVerdict.SILENT).size();
    if (silent > 0) clauses.add("without an answer: " + silent);
    return String.join("; ", clauses);
  }

  /** The page about {@code results}. */
  static AuditPage page(AuditResults results) {
    return new AuditPage(
        verdict(results), facts(results), results.shares().stream().map(AuditWords::row).toList());
  }

  /** The page about a thing that has no shares. */
  static AuditPage nothing() {
    return new AuditPage(
        new AuditPage.Verdict("good", "Nothing to audit.", NOTHING), List.of(), List.of());
  }

  private static AuditPage.Verdict verdict(AuditResults results) {
    return switch (results.verdict()) {
      case GOOD -> new AuditPage.Verdict("good", "Good.", summary(results) + ".");
      case BAD -> new AuditPage.Verdict("bad", "Not good.", summary(results) + ".");
      case SILENT ->
          new AuditPage.Verdict(
              "warn", "Not sure.", summary(results) + ". Silence is no loss: ask again later.");
    };
  }

  private static List<Fact> facts(AuditResults results) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Shares",
            "%d good of %d, %d needed"
                .formatted(
                    results.goodNumbers().size(),
                    results.code().total(),
                    results.code().needed())));
    facts.add(
        new Fact(
            "Read", results.blocks() + " blocks, " + Amount.bytes(results.bytes()) + " in all"));
    for (double lost : LOSSES)
      facts.add(
          new Fact(
              "A loss of " + percent(lost) + " of all blocks",
              "missed with a chance of " + percent(results.chanceToMiss(lost))));
    if (!results.missing().isEmpty())
      facts.add(new Fact("Shares on no server that answered", numbers(results.missing())));
    if (!results.silent().isEmpty())
      facts.add(
          new Fact(
              "Servers that did not answer",
              ServerNames.list(results.silent().stream().map(StorageServer::name).toList())));
    return facts;
  }

  private static String percent(double part) {
    return part > 0 && part < 0.0001
        ? "less than 0.01 %"
        : String.format(Locale.ROOT, part < 0.01 ? "%.2f %%" : "%.0f %%", 100 * part);
  }

  private static String numbers(SortedSet<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static AuditPage.Share row(AuditedShare share) {
    return new AuditPage.Share(
        Integer.toString(share.number()),
        share.server().name(),
        share.verdict().name().toLowerCase(Locale.ROOT),
        share.isGood() ? blocks(share.sample()) : share.reason());
  }

  private static String blocks(SampledBlocks sample) {
    if (sample.isAll()) return "all of " + sample.of();
    String named = sample.indexes().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return (sample.indexes().size() > MOST_NAMED
            ? "%d blocks".formatted(sample.indexes().size())
            : "block " + named)
        + " of "
        + sample.of();
  }
}
