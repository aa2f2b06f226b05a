package org.truckee.storage;

/** The state of a storage server, for its operator. */
public record StorageStatus(long availableSpace, int uploadsUnderWay, int corruptionReports) {}
