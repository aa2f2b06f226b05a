/**
 * Questions to many servers of which some fail, lie or dawdle. {@code HedgedQuestions} gets good
 * answers from an {@code AnswerSource} as an {@code AskPolicy} says; {@code Losses} are the servers
 * that gave none, and {@code NotedCalls} writes down every call of a transfer.
 */
package org.truckee.client.ask;
