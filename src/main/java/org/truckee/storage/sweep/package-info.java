/**
 * The care for objects that are shares: {@code ObjectSweep} removes those that the disk does not
 * list, and {@code LostShares} takes shares from the list whose objects are gone.
 */
package org.truckee.storage.sweep;
