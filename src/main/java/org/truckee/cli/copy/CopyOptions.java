package org.truckee.cli.copy;

/**
 * The options of {@code cp}.
 *
 * @param recursive whether directories may be copied
 * @param always whether files are copied even if they are there already
 * @param capsOnly whether capabilities are written to this machine in place of contents
 * @param skipLinks whether symbolic links below directories of this machine are passed over
 */
public record CopyOptions(boolean recursive, boolean always, boolean capsOnly, boolean skipLinks) {}
