/**
 * Uploads. A {@code ServerSelection} asks servers for room and makes an {@code Assignment} of
 * shares to servers; {@code ShareSinks} carry the blocks there while an {@code Upload} encodes
 * them. Uploads and repairs wait for their {@code WritingTurns}; {@code NewShares} are those that a
 * repair makes of what {@code Holdings} name: in a {@code ShareTransfer}, by a {@code ShareMaking}.
 */
package org.truckee.client.immutable.up;
