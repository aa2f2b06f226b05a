/**
 * The publication of shares of one version of a mutable file, in messages that change all shares of
 * a server or none: a {@code SmallPublication} in one message to each server, a {@code
 * LargePublication} in passes over the file. A {@code Publication} knows what each server answered,
 * and a {@code QuorumCheck} says whether enough servers hold the version.
 */
package org.truckee.client.mutable.publish;
