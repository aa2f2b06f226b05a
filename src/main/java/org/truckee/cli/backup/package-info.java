/**
 * Backups: a {@code Backup} walks a directory of this machine from its leaves up, stores what is
 * new and makes an immutable directory of each, and remembers in a {@code BackupDatabase}, which is
 * Tahoe's, what need not be stored again. {@code Exclusions} says what is left out, {@code Tally}
 * what was done.
 */
package org.truckee.cli.backup;
