/**
 * Versions of mutable files a piece at a time: a {@code PieceSource} makes the segments of a few as
 * all shares hold them, a {@code PieceEncoder} from the contents and a {@code PieceRebuilder} from
 * shares that are there.
 */
package org.truckee.client.mutable.piece;
