package org.truckee.client.check;

/**
 * How something is checked.
 *
 * @param verify whether every byte of every share is read, instead of believing servers what they
 *     have
 * @param addLease whether all shares get a lease, or a longer one
 */
public record CheckOptions(boolean verify, boolean addLease) {}
