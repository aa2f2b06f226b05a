/**
 * The gateway's side of the grid, which trusts no server. {@link org.truckee.client.Gateway} is
 * what others see; below it, {@code server} knows the servers and talks to them, {@code flow} holds
 * bytes on their way in and out, and {@code immutable} puts files on the grid and gets them back.
 * All of it lives on event loops; computing is sent to the {@link org.truckee.worker.Codec}.
 */
package org.truckee.client;
