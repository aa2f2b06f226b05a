package org.truckee.storage.crawl;

/**
 * The place that a crawl has come to.
 *
 * @param prefix the number of the prefix directory
 * @param bucket the last name there that is done, or an empty text
 */
record CrawlPosition(int prefix, String bucket) {
  /** The place before all others. */
  static final CrawlPosition BEGIN = new CrawlPosition(0, "");
}
