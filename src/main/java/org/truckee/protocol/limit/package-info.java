/**
 * The limits of what somebody may do at a port in a time. A {@code RateLimit} counts for each of
 * those who are held to it; {@code ServerLimits} are those of a server, to which a {@code
 * ServerLimitStep} holds accounts and networks of addresses.
 */
package org.truckee.protocol.limit;
