package org.truckee.web.provisioning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The answer to each question, within its bounds, and together such that a file can be encoded. */
final class Plan {
  private final Map<PlanQuestion, Double> answers = new EnumMap<>(PlanQuestion.class);
  private final Map<PlanQuestion, String> problems = new EnumMap<>(PlanQuestion.class);

  private Plan() {}

  /** The plan of {@code parameters}, by their names; null or empty ones get their defaults. */
  static Plan of(Function<String, String> parameters) {
    Plan plan = new Plan();
    for (PlanQuestion question : PlanQuestion.values())
      plan.answers.put(question, plan.read(question, parameters.apply(question.parameter())));
    plan.checkEncoding();
    return plan;
  }

  private double read(PlanQuestion question, String text) {
    if (text == null || text.isBlank()) return question.usual();
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= question.least()
          && value <= question.most()
          && (!question.whole() || value == Math.rint(value))) return value;
    } catch (NumberFormatException noNumber) {
      // As wrong as a number out of bounds.
    }
    problems.put(
        question,
        "needs a %s from %s to %s"
            .formatted(
                question.whole() ? "whole number" : "number",
                text(question.least()),
                text(question.most())));
    return question.usual();
  }

  private void checkEncoding() {
    if (whole(PlanQuestion.NEEDED) > whole(PlanQuestion.TOTAL))
      problems.put(PlanQuestion.NEEDED, "can't be more than the shares of a file");
    if (whole(PlanQuestion.REPAIR) < whole(PlanQuestion.NEEDED)
        || whole(PlanQuestion.REPAIR) > whole(PlanQuestion.TOTAL))
      problems.put(
          PlanQuestion.REPAIR, "lies between the shares that are needed and all shares of a file");
  }

  /** A number as a form takes it. */
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  double number(PlanQuestion question) {
    return answers.get(question);
  }

  int whole(PlanQuestion question) {
    return answers.get(question).intValue();
  }

  /** The complaint about an answer; empty if there is none. */
  String problem(PlanQuestion question) {
    return problems.getOrDefault(question, "");
  }

  /** The complaints, in the order of the questions. */
  List<String> problems() {
    List<String> all = new ArrayList<>();
    problems.forEach((question, problem) -> all.add("“" + question.label() + "” " + problem));
    return all;
  }
}
