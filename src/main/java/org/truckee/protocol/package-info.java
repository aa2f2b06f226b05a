/**
 * The messages between nodes, and the ports that carry them. {@code message} holds their encodings;
 * {@code announcement}, {@code storage} and {@code vdrive} hold the messages of each service;
 * {@code port} holds what every serving port bounds: memory, time and connections.
 */
package org.truckee.protocol;
