/**
 * Questions to many servers of which some fail, lie or dawdle. {@code HedgedQuestions} gets good
 * answers from an {@code AnswerSource} as an {@code AskPolicy} says.
 */
package org.truckee.client.ask;
