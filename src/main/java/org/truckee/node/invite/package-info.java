/**
 * Bringing a friend into a grid. {@code Inviting} is the side of the member and {@code Joining}
 * that of the friend, who meet at a {@code Mailbox} of the introducer; {@code FittingEncoding} fits
 * a new gateway to the grid.
 */
package org.truckee.node.invite;
