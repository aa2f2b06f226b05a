/**
 * The storage role: keeps shares on disk, under leases, in Tahoe's own containers and directories,
 * and serves them by the storage protocol. {@link org.truckee.storage.DiskShareStore} is the disk;
 * {@link org.truckee.storage.StorageService} is what peers talk to.
 */
package org.truckee.storage;
