/**
 * Files on their way out of a gateway: cut into runs of segments, read a little ahead of the
 * reader, and bounded in memory.
 */
package org.truckee.client.flow;
