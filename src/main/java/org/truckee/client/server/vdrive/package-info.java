/**
 * Vdrive servers: their calls, which of them are pinned, and the copies of a table that several of
 * them claim to have.
 */
package org.truckee.client.server.vdrive;
