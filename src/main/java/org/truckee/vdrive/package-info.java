/**
 * The vdrive role: keeps the sealed and signed entries of directories, and knows neither names nor
 * what they lead to. {@link org.truckee.vdrive.DirnodeStore} is where they are kept; {@link
 * org.truckee.vdrive.VdriveService} is what peers talk to. It takes only what is signed with a
 * directory's key and numbered as the next change of its slot, so no writer loses what another one
 * wrote without seeing it.
 */
package org.truckee.vdrive;
