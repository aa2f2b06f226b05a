/** Counts of everything below a directory, as {@code deep-stats} tells them. */
package org.truckee.client.directory.tree;
