/**
 * The next version of a mutable file, and the repair of the one that it has. {@code Changes} to a
 * file happen one after the other; each is a {@code WriteAttempt} on the outcome of a survey, whose
 * {@code NextVersion} chooses the places of the new shares and the way to publish them. A {@code
 * VersionRepair} brings shares of the {@code StandingVersion} to their places again, and a {@code
 * VersionSpread} moves them to others.
 */
package org.truckee.client.mutable.write;
