/**
 * The memory of upkeep: an {@link org.truckee.client.upkeep.store.UpkeepStore} in one SQLite file,
 * written by one thread. It holds verify capabilities and the names that lead to them, and no
 * capability that reads or writes.
 */
package org.truckee.client.upkeep.store;
