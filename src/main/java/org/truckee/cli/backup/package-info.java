/**
 * Backups: a {@code Backup} walks a directory of this machine from its leaves up, stores new files
 * and makes an immutable directory of each directory, and remembers in a {@code BackupDatabase},
 * which is Tahoe's, the things that need not be stored again. {@code Exclusions} name the things
 * that are left out, and a {@code Tally} counts the work done.
 */
package org.truckee.cli.backup;
