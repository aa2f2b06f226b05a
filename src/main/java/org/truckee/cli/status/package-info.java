/** The commands about the grid that a gateway sees: {@code status} and {@code forget-server}. */
package org.truckee.cli.status;
