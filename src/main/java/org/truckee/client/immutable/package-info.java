/**
 * Immutable files: {@code up} puts them on the grid, {@code down} gets them back and checks them.
 */
package org.truckee.client.immutable;
