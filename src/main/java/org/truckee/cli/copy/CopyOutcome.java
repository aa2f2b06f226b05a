package org.truckee.cli.copy;

/**
 * The outcome of a copy: files copied, files that were there already, directories, things left out,
 * bytes.
 */
public record CopyOutcome(int copied, int skipped, int directories, int leftOut, long bytes) {}
