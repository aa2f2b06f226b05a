/**
 * What the nodes of a grid hear of each other: {@code Announcements} are what this one says of
 * itself, and {@code KnownServers} take what others say.
 */
package org.truckee.node.announcement;
