/**
 * The next version of a mutable file. {@code Changes} to a file happen one after the other; each is
 * an {@code WriteAttempt} on what a survey found, whose {@code NextVersion} chooses where the new
 * shares go and how they are published. A {@code QuorumCheck} says whether enough servers hold
 * them.
 */
package org.truckee.client.mutable.write;
