/** The command {@code upkeep}: how the gateway looks after its own roots, and which these are. */
package org.truckee.cli.upkeep;
