/**
 * The commands that change what names lead to: {@code ln}, {@code mv}, {@code rm} and {@code
 * mkdir}. An {@code Occupant} is what a name leads to before, and {@code Ancestry} keeps a
 * directory from being moved into itself.
 */
package org.truckee.cli.link;
