/**
 * The children of a directory that a vdrive server keeps, as entries that it can neither name nor
 * read. A {@code VdriveWriter} seals a child as a {@link org.truckee.dirnode.vdrive.VdriveEntry}
 * under its slot, and a {@code VdriveReader} opens it.
 */
package org.truckee.dirnode.vdrive;
