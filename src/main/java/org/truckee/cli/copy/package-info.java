/**
 * Copying between this machine and the grid, and within the grid. Each thing to copy becomes an
 * {@code Item}; directories are scanned into a {@code SourceTree}, the contents to be; a {@code
 * TreeCopy} then makes them in a {@code TargetDirectory}, on this machine ({@code LocalDirectory})
 * or on the grid ({@code GridTargetDirectory}). Of immutable files within the grid only the link is
 * copied.
 */
package org.truckee.cli.copy;
