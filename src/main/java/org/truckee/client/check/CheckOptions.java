package org.truckee.client.check;

/**
 * The thoroughness of a check.
 *
 * @param verify whether every byte of every share is read, instead of believing the servers' lists
 * @param addLease whether all shares get a lease, or a longer one
 */
public record CheckOptions(boolean verify, boolean addLease) {}
