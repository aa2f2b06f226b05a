/**
 * Contents on their way into a gateway: in memory, in a nameless file of the spool, or as a stream.
 */
package org.truckee.client.plaintext;
