/**
 * An invite to a grid. An {@code InviteCode} is what one friend tells the other, an {@code
 * Invitation} is what the code brings, and {@code MailboxPaths} are where both leave their
 * messages.
 */
package org.truckee.protocol.invite;
