/** An invite to a grid. An {@code InviteCode} is what one friend tells the other. */
package org.truckee.protocol.invite;
