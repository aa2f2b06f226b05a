/**
 * Who the servers of the grid are, where they stand for each file, and how one talks to them. What
 * a server says is its claim and no more.
 */
package org.truckee.client.server;
