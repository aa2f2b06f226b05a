/**
 * Downloads. A {@code ShareFinder} finds shares, a {@code ShareSource} opens them, a {@code
 * ShareOpener} checks the hashes at their heads, a {@code RunFetch} gets enough blocks for each run
 * of segments, and a {@code ShareVerifier} reads whole shares for a check.
 */
package org.truckee.client.immutable.down;
