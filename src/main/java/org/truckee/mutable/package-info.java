/**
 * Mutable files as shares, byte for byte as Tahoe's mutable.rst has them: the key pair that may
 * change a file ({@link org.truckee.mutable.FileKeyPair}), the part of each version that it signs
 * ({@link org.truckee.mutable.SignedPrefix}), the places of the parts in a share ({@link
 * org.truckee.mutable.MutableLayout}), and the way from contents to shares and back. A share is
 * believed in two steps: its signature says which version it belongs to, and its block hashes lead
 * to that version's root, or the few hashes of a {@link org.truckee.mutable.StoredBlockProof} do.
 * {@link org.truckee.mutable.SegmentRebuilder} makes all shares from some of them without a key;
 * with a {@link org.truckee.mutable.RepairRight} servers take them.
 */
package org.truckee.mutable;
