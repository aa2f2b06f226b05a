/**
 * The keeper of a storage server's shares, as handlers know it: {@code ShareStore} is the front,
 * {@code UnfinishedShare} is an immutable share on its way in, and {@code ShareData} are those of
 * one on its way out.
 */
package org.truckee.storage.share;
