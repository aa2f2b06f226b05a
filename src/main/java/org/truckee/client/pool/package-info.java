/**
 * The pools that all transfers of a gateway share: memory, places and turns. Each {@link
 * org.truckee.client.pool.FairPool} is bounded in total, gives each client its part, and ends every
 * wait.
 */
package org.truckee.client.pool;
