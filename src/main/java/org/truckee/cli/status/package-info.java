/**
 * The commands about the grid that a gateway sees, {@code status} and {@code forget-server}; {@code
 * status} tells of other nodes of this machine, too.
 */
package org.truckee.cli.status;
