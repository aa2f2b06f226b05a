/**
 * Mutable files on the grid: {@link org.truckee.client.mutable.MutableFiles} makes and opens them,
 * a {@link org.truckee.client.mutable.MutableFile} is read and changed. Nobody coordinates the
 * writers of one file: each of them tests, on every server, that what it replaces is what it knew,
 * and begins anew if not.
 */
package org.truckee.client.mutable;
