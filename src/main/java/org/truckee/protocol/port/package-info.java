/**
 * The bounds of a serving port: memory for messages, the time that a body may take, and
 * connections, each in total and for one client; and the way in which a port closes.
 */
package org.truckee.protocol.port;
