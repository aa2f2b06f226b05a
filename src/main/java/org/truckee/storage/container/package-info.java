/**
 * The files that hold shares, as Tahoe writes them: an {@code ImmutableContainer} or a {@code
 * MutableContainer} holds the data of one share and each {@code Lease} on it.
 */
package org.truckee.storage.container;
