/**
 * The gateway's side of the grid, which trusts no server. {@link org.truckee.client.Gateway} is the
 * front; below it, {@code server} knows the servers and talks to them, {@code ask} gets good
 * answers from those that give them, {@code context} holds the surroundings of every transfer,
 * {@code immutable}, {@code mutable} and {@code directory} put files and directories on the grid
 * and get them back, {@code check} finds out how well they are kept, {@code audit} does so by
 * samples, {@code repair} mends them, and {@code upkeep} does both by itself. {@code flow} streams
 * files out, {@code plaintext} takes contents in, {@code pool} bounds what all of them use
 * together, {@code limit} what each client does in a time, and {@code timeline} notes the steps of
 * transfers. All of it lives on event loops; computing is sent to the {@link
 * org.truckee.worker.Codec}.
 */
package org.truckee.client;
