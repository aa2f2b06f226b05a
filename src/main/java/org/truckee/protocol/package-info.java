/**
 * The messages between nodes, and the ports that carry them. {@code message} holds their encodings;
 * {@code announcement}, {@code storage} and {@code vdrive} hold the messages of each service;
 * {@code entrust} what an owner gives to a caretaker, and {@code account} what an operator gives to
 * members of a grid, {@code invite} what one friend tells the other; {@code port} bounds the
 * memory, time and connections of every serving port. A {@code Blacklist} says what neither
 * gateways nor storage servers give out, and a {@code ReportAddress} where to write about that.
 * {@code ClientBuckets} hold each client to a {@code Rate}, and {@code limit} those who use a port
 * to what they may do in a time.
 */
package org.truckee.protocol;
