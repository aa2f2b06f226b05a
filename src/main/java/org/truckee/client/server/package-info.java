/**
 * The servers of the grid, their order for each file, and the calls that they answer. A server's
 * words are its claims and no more. {@code connection} holds what all calls have in common, {@code
 * introducer} hears of servers, and {@code vdrive} holds the calls of vdrive servers.
 */
package org.truckee.client.server;
