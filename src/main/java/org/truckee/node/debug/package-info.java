/**
 * Commands for looking into things: the parts of a capability and of a share file, the places of a
 * file's shares on this machine's storage servers, and keys of nodes.
 */
package org.truckee.node.debug;
