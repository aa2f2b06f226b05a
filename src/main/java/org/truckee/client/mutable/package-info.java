/**
 * Mutable files: {@code read} finds versions and reads them, {@code piece} makes them from their
 * contents or their shares, {@code write} makes the next one or repairs the one that is there, and
 * {@code publish} puts its shares on the grid. {@link org.truckee.client.mutable.MutableFiles} is
 * the front.
 */
package org.truckee.client.mutable;
