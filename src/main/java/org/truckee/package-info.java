/**
 * Truckee, a secure, decentralized, erasure-coded storage grid. Each package below is a room of its
 * own; the layers are: pure formats ({@code bytes, crypto, erasure, cap, immutable, placement}),
 * {@code protocol}, the roles ({@code storage, introducer, client, web}), {@code cli}, and {@code
 * node}, which puts a process together.
 */
package org.truckee;
