/**
 * The crawl over all shares, from prefix directory to prefix directory. {@code LeaseCrawler} does a
 * slice of it at a time and remembers in a {@code CrawlFile} how far it came, {@code
 * BucketCollector} looks at the shares of one file and takes to the trash those that go, and {@code
 * GarbageCollection} is the front. {@code Slices} have such work done a slice at a time.
 */
package org.truckee.storage.crawl;
