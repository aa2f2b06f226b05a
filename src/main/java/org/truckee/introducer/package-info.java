/**
 * The introducer role: keeps the announcements of nodes, under their signatures, and tells them to
 * the nodes that follow. An introducer can withhold an announcement, and can't make one up. Its
 * {@code Mailboxes} carry the messages of invites, which it can't read.
 */
package org.truckee.introducer;
