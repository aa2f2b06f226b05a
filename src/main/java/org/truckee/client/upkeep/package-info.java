/**
 * Upkeep: the gateway looks after its own roots by itself. {@link org.truckee.client.upkeep.Upkeep}
 * walks each root once a week, and goes through the things that it found there when they are due:
 * their leases are renewed, their shares are counted and now and then read, and what lost too many
 * of them is repaired. {@code plan} decides, {@code store} remembers, and {@code entrust} keeps
 * what others entrusted.
 */
package org.truckee.client.upkeep;
