/**
 * Bytes on their way in and out of a gateway, bounded in memory: files that can be read, files that
 * are taken in, and who waits for whom.
 */
package org.truckee.client.flow;
