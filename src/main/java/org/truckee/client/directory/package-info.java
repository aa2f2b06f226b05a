/**
 * Directories on the grid. A {@link org.truckee.client.directory.Directory} is one of them,
 * whatever it is kept in; {@link org.truckee.client.directory.Directories} opens and makes them,
 * walks paths and moves children; each {@link org.truckee.client.directory.DirectoryKind} brings
 * one way of keeping them.
 */
package org.truckee.client.directory;
