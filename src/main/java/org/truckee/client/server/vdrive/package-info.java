/**
 * Vdrive servers: their calls, the pinned ones among them, the homes of directories, and the copies
 * of a table that several of them claim to have.
 */
package org.truckee.client.server.vdrive;
