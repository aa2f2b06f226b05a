/**
 * Questions to many servers of which some fail, lie or dawdle. {@code HedgedQuestions} gets good
 * answers from an {@code AnswerSource} as an {@code AskPolicy} says, and {@code Answers} waits for
 * what several servers say at the same time; {@code Losses} are the servers that gave no answer,
 * and {@code NotedCalls} writes down every call of a transfer. A survey of a mutable file waits by
 * rules of its own: it wants to know what every server has, and not only enough good answers.
 */
package org.truckee.client.ask;
