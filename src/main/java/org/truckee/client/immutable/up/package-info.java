/**
 * Uploads. A {@code ServerSelection} asks servers for room and makes an {@code Assignment} of
 * shares to servers; {@code ShareSinks} carry the blocks there while an {@code Upload} encodes
 * them.
 */
package org.truckee.client.immutable.up;
