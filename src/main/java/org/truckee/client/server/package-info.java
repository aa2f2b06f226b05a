/**
 * The servers of the grid, their order for each file, and the calls that they answer. A server's
 * words are its claims and no more. {@code connection} holds the common parts of all calls, {@code
 * introducer} hears of servers, and {@code vdrive} holds the calls of vdrive servers.
 */
package org.truckee.client.server;
