/**
 * Immutable files on the grid: {@link org.truckee.client.immutable.Uploader} spreads their shares
 * over servers, {@link org.truckee.client.immutable.Downloader} gets them back from any that are
 * enough.
 */
package org.truckee.client.immutable;
