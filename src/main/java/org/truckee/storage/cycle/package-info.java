/**
 * The figures of one crawl over all shares, in the words of Tahoe's status page. A {@code
 * CycleTally} counts, a {@code CycleReport} is what it has counted, {@code CycleJson} is its text,
 * and {@code LeaseCheckerStatus} is all that an operator is told.
 */
package org.truckee.storage.cycle;
