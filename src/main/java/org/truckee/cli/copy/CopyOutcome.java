package org.truckee.cli.copy;

/**
 * What a copy did: files copied, files that were there already, directories, things left out,
 * bytes.
 */
public record CopyOutcome(int copied, int skipped, int directories, int leftOut, long bytes) {}
