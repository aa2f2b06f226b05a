package org.truckee.web.upkeep;

import java.time.Instant;
import java.util.List;
import org.truckee.client.upkeep.UpkeepProgress;
import org.truckee.client.upkeep.UpkeepState;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.UpkeepFigures;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.gateway.UpkeepPage;

/** The state of upkeep in words, for a page. */
record UpkeepWords(UpkeepJson answer) {
  /** The page. */
  UpkeepPage page() {
    UpkeepState state = answer.state();
    return new UpkeepPage(
        mood(state),
        steering(state),
        state.warnings(),
        facts(state.figures()),
        state.figures().roots().stream().map(UpkeepWords::root).toList(),
        answer.low().stream().map(UpkeepWords::low).toList());
  }

  private static UpkeepPage.State mood(UpkeepState state) {
    if (!state.enabled()) return still("Upkeep is off in the configuration of this gateway.");
    if (state.figures().paused()) return still("Upkeep is paused.");
    return state
        .progress()
        .map(work -> new UpkeepPage.State(sentence(work, state.at()), "good", true))
        .orElse(new UpkeepPage.State("Nothing is due.", "good", false));
  }

  private static UpkeepPage.State still(String sentence) {
    return new UpkeepPage.State(sentence, "warn", false);
  }

  private static String sentence(UpkeepProgress work, Instant now) {
    String left =
        work.left(now).map(time -> ", about " + Amount.duration(time) + " left").orElse("");
    return "Now %s: %s of %s%s."
        .formatted(work.work(), count(work.done()), count(work.expected()), left);
  }

  private static List<UpkeepPage.Step> steering(UpkeepState state) {
    if (!state.enabled()) return List.of();
    if (state.figures().paused()) return List.of(new UpkeepPage.Step("Resume", "resume"));
    return List.of(
        new UpkeepPage.Step("Check everything now", "run"), new UpkeepPage.Step("Pause", "pause"));
  }

  private static List<Fact> facts(UpkeepFigures figures) {
    UpkeepFigures.Things things = figures.things();
    return List.of(
        new Fact("Files and directories", count(things.all())),
        new Fact("Healthy", count(things.healthy())),
        new Fact("With too few shares", count(things.low())),
        new Fact("That can't be healed", count(things.unhealable())),
        new Fact("Due now", count(things.due())),
        new Fact("Not checked yet", count(things.unchecked())),
        new Fact(
            "Repairs",
            "%s, of which %s helped"
                .formatted(
                    count(figures.repairs().attempted()), count(figures.repairs().successful()))));
  }

  private static UpkeepPage.Root root(UpkeepFigures.Root root) {
    return new UpkeepPage.Root(
        root.name(), time(root.whole()), count(root.things()), root.trouble());
  }

  private static UpkeepPage.Low low(KeptThing thing) {
    return new UpkeepPage.Low(
        thing.origin().toString(),
        "%d of %d".formatted(thing.condition().good(), thing.condition().expected()),
        time(thing.condition().lowSince()),
        count(thing.condition().failedRepairs()));
  }

  private static String count(long number) {
    return Amount.count((double) number);
  }

  private static String time(Instant time) {
    return time.equals(Instant.EPOCH) ? "never" : Amount.time(time);
  }
}
