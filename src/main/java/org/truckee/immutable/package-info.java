/**
 * Immutable files: the way from a file to N shares, and from any k of them back, to the byte as
 * Tahoe does it. A file is cut into segments ({@link org.truckee.erasure.Segmentation}); each is
 * encrypted and erasure-coded into one block for every share ({@link
 * org.truckee.immutable.ChkEncoder}). A share is its blocks and the hashes that they are checked
 * with ({@link org.truckee.immutable.ShareLayout}, {@link
 * org.truckee.immutable.UriExtensionBlock}), and {@link org.truckee.immutable.CheckedShare} lets
 * nothing pass that the capability does not vouch for. A {@link org.truckee.immutable.BlockProof}
 * checks one block by the few hashes that lead from it to the capability.
 */
package org.truckee.immutable;
