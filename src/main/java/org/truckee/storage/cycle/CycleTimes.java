package org.truckee.storage.cycle;

import java.time.Instant;
import java.util.Optional;

/** The beginning of a crawl, and its end if it is over. */
public record CycleTimes(Instant start, Optional<Instant> finish) {}
