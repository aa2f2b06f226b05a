/**
 * The number of files that a server has shares of, counted again and again: a {@code BucketCounter}
 * counts one prefix directory after the other, a {@code BucketCount} is how far it has come, and
 * {@code CountJson} is its text. {@code BucketCounting} is the front.
 */
package org.truckee.storage.count;
