package org.truckee.storage.crawl;

import java.time.InstantSource;
import org.truckee.platform.Ticker;

/** The time of day, and the time that passes whatever the former is set to. */
record CrawlTime(InstantSource clock, Ticker ticker) {}
