/**
 * What each client of a gateway may do in a time. {@code ClientLimits} count what is {@code
 * Limited}, by the rates of {@code LimitSettings}.
 */
package org.truckee.client.limit;
