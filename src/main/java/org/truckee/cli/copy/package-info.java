/**
 * Copying between this machine and the grid, and within the grid. Each thing to copy becomes an
 * {@code Item}; those that are directories are scanned into a {@code SourceTree}, which says what
 * has to be where; a {@code TreeCopy} then makes it so in a {@code TargetDirectory}, here ({@code
 * LocalDirectory}) or there ({@code GridTargetDirectory}). Of immutable files within the grid only
 * the link is copied.
 */
package org.truckee.cli.copy;
