/**
 * Mutable files as shares, byte for byte as Tahoe's mutable.rst has them: the key pair that may
 * change a file ({@link org.truckee.mutable.FileKeyPair}), what it signs of each version ({@link
 * org.truckee.mutable.SignedPrefix}), where all that lies in a share ({@link
 * org.truckee.mutable.MutableLayout}), and the way from contents to shares and back. A share is
 * believed in two steps: its signature says which version it belongs to, and its block hashes lead
 * to that version's root.
 */
package org.truckee.mutable;
