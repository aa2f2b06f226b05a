/**
 * The next version of a mutable file. {@code Changes} to a file happen one after the other; each is
 * a {@code WriteAttempt} on the outcome of a survey, whose {@code NextVersion} chooses the places
 * of the new shares and the way to publish them. A {@code QuorumCheck} says whether enough servers
 * hold them.
 */
package org.truckee.client.mutable.write;
