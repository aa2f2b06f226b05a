/**
 * The commands that change links: {@code ln}, {@code mv}, {@code rm} and {@code mkdir}. An {@code
 * Occupant} is the target of a name before the change, and {@code Ancestry} keeps a directory from
 * being moved into itself.
 */
package org.truckee.cli.link;
