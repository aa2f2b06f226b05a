package org.truckee.web.monitor;

import org.truckee.web.activity.FileNames;

/** The notes that a gateway takes of its use: sums of all transfers, and names of recent files. */
public record Usage(Counters counters, FileNames names) {}
