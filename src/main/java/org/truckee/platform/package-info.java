/**
 * The parts of this machine that every role uses: files that only their owner reads, full disks,
 * paths below the home directory, text from any editor, and SQLite's native library. A {@code
 * RepeatedLook} notices what others change in files. What monitors ask of each role stands in
 * {@code measure}.
 */
package org.truckee.platform;
