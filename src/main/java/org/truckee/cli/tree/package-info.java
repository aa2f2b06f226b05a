/**
 * The commands that walk a whole tree: {@code manifest} and {@code stats}. The gateway sends a line
 * for each thing that it visits, which a {@code TreeStream} reads.
 */
package org.truckee.cli.tree;
