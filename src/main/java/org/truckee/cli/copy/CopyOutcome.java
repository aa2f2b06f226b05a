package org.truckee.cli.copy;

/** What a copy did: files copied, files that were there already, directories, bytes. */
public record CopyOutcome(int copied, int skipped, int directories, long bytes) {}
