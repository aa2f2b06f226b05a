package org.truckee.storage;

/** What a storage server tells the people who run it. */
public record StorageStatus(long availableSpace, int uploadsUnderWay, int corruptionReports) {}
