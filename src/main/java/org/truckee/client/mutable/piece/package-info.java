/**
 * Versions of mutable files a piece at a time: a {@code PieceSource} makes the segments of a few as
 * all shares hold them, a {@code PieceEncoder} from the contents and a {@code PieceRebuilder} from
 * shares that are there, and {@code CopiedPieces} are those of one share. {@code ShareSizes} says
 * what is small enough to go in one piece.
 */
package org.truckee.client.mutable.piece;
