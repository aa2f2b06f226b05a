/**
 * The vdrive role: keeps the sealed and signed entries of directories, and knows neither names nor
 * their targets. A {@link org.truckee.vdrive.DirnodeStore} keeps them; {@link
 * org.truckee.vdrive.VdriveService} answers peers. The server takes only entries that are signed
 * with their directory's key and numbered as the next change of their slot, so no writer loses
 * another one's change without seeing it. They are kept in a SQLite file, or in a database of
 * {@code postgres}.
 */
package org.truckee.vdrive;
