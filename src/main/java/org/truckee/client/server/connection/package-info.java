/**
 * One server's connections: how a request is made, how long it may take, and what its answers show
 * of the server's health.
 */
package org.truckee.client.server.connection;
