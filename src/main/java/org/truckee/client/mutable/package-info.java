/**
 * Mutable files: {@code read} finds versions and reads them, {@code piece} makes them from their
 * contents or their shares, {@code write} puts the next one on the grid and repairs the one that is
 * there. {@link org.truckee.client.mutable.MutableFiles} is the front.
 */
package org.truckee.client.mutable;
