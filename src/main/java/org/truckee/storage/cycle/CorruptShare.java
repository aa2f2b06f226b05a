package org.truckee.storage.cycle;

/** A share whose container can't be read; it stays as it is. */
public record CorruptShare(String storageIndex, int shareNumber) {}
