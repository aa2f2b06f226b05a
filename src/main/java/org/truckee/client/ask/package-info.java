/**
 * Questions to many servers of which some fail, lie or dawdle. {@code HedgedQuestions} gets good
 * answers from an {@code AnswerSource} as an {@code AskPolicy} says, and {@code Answers} waits for
 * several servers at the same time; {@code Losses} are the servers that gave no answer, and {@code
 * NotedCalls} writes down every call of a transfer. A survey of a mutable file waits by rules of
 * its own: it needs every server's answer, and not only enough good ones.
 */
package org.truckee.client.ask;
