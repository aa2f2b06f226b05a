/**
 * One server's connections: the making of requests, their time-outs, and the server's health as its
 * answers show it.
 */
package org.truckee.client.server.connection;
