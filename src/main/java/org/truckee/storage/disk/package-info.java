/**
 * Shares on disk. {@code IncomingShares} takes immutable shares until they are whole, {@code
 * MutableShares} changes mutable ones through a {@code Journal}, and both write the containers of
 * Tahoe with their leases. {@code DiskShareStore} is the front.
 */
package org.truckee.storage.disk;
