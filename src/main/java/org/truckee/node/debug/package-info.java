/**
 * Commands for those who look into things: what a capability and a share file hold, where the
 * shares of a file are on this machine's storage servers, and keys of nodes.
 */
package org.truckee.node.debug;
