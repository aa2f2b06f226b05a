/**
 * The erasure code: k blocks become N, and any k of those give the first k back. The blocks are the
 * same as zfec's, Tahoe's own coder. The field and its matrices are JavaReedSolomon's; the loops
 * that do the work are ours. The coder works on a file's ciphertext, a segment at a time ({@link
 * org.truckee.erasure.Segmentation}).
 */
package org.truckee.erasure;
