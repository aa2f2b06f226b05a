/**
 * Files of this machine as a command reads them: the {@code FileState} that tells whether a file
 * changed, {@code LocalContents} while they are read, and the names that the contents of a
 * directory have on the grid ({@code GridNames}).
 */
package org.truckee.cli.local;
