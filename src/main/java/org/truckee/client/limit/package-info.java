/**
 * What each client of a gateway may do in a time, and store. {@code ClientLimits} count what is
 * {@code Limited}, by the rates of {@code LimitSettings}, for the {@code Person} whom a request
 * comes from, or else for its network. A {@code StorageQuota} counts what it stores.
 */
package org.truckee.client.limit;
