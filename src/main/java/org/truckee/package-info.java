/**
 * Truckee, a secure, decentralized, erasure-coded storage grid. ARCHITECTURE.md draws the floors of
 * the house; a room knows only those below it.
 *
 * <p>Pure, decided by their arguments alone: {@code bytes} and {@code crypto} hold values, hashes
 * and keys, {@code erasure} the erasure code, {@code cap} capabilities, {@code immutable} and
 * {@code mutable} the shares of files, {@code dirnode} directories, and {@code placement} the
 * choice of servers. Above them, {@code platform} holds what roles need of this machine, {@code
 * protocol} the messages between nodes, and {@code worker} the place where processors compute.
 *
 * <p>The roles: {@code storage}, {@code introducer}, {@code vdrive}, and the gateway, whose side of
 * the grid is {@code client} and whose web port is {@code web}. {@code cli} holds the commands that
 * talk to a gateway, and {@code node} the program that puts all together.
 *
 * <p>This package holds what every room may know: failures, the version, the order of names, and
 * the mark of a drive's trash.
 */
package org.truckee;
