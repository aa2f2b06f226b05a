/**
 * The decision whether a share is kept, by its leases and the time alone. {@code ExpirePolicy} says
 * which leases hold, {@code ExaminedShare} is a share as its leases were read, and {@code Presence}
 * says whether the server's clock and its time in service let anything go at all. Nothing here
 * knows a file.
 */
package org.truckee.storage.expire;
