/**
 * The trash of drives. A child that is removed from a directory of a drive, or replaced there, is
 * linked in a directory of the same drive first: {@code .trash} at its root, an ordinary one, whose
 * entries tell where the child was and when it went. {@code Trashes} knows the drives, a {@code
 * TrashedDirectory} is a directory of one, and a {@code Trash} keeps, lists and restores.
 */
package org.truckee.client.directory.trash;
