/**
 * Mutable files: {@code read} finds versions and reads them, {@code write} makes the next one.
 * {@link org.truckee.client.mutable.MutableFiles} is the front.
 */
package org.truckee.client.mutable;
