package org.truckee.client.mutable;

import org.truckee.cap.MutableWriteCap;
import org.truckee.mutable.SignedPrefix;

/** A mutable file that was put on the grid a moment ago, and its first version. */
public record MadeFile(MutableWriteCap cap, SignedPrefix version) {}
