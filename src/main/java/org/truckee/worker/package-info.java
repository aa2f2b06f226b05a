/**
 * The place where the processor works: encrypting, hashing and erasure-coding run here, one segment
 * or batch at a time, and never on an event loop but for a few KiB. {@link
 * org.truckee.worker.Codec} is the face that others see.
 */
package org.truckee.worker;
