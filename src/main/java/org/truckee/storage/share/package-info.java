/**
 * The keeper of a storage server's shares, as handlers know it: {@code ShareStore} is the front,
 * and {@code UnfinishedShare} is an immutable share on its way in.
 */
package org.truckee.storage.share;
