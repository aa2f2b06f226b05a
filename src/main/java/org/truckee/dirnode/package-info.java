/**
 * Directories as values: a {@link org.truckee.dirnode.Child} is a name, its target and the notes
 * about the link, which {@code metadata} holds; a {@link org.truckee.dirnode.Table} is the byte
 * form of all children of a directory that is kept in a file; an {@link org.truckee.dirnode.Edit}
 * is a change of one child; {@code vdrive} has the form in which a vdrive server keeps one. A
 * reader of a directory sees no write capability of a child, so read-only is transitive. Source:
 * Tahoe's dirnodes.rst.
 */
package org.truckee.dirnode;
