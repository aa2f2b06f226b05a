/**
 * The surroundings of every command: {@code Session} (the streams, the environment and the name
 * that the program was called by), its failures ({@code CommandFailure}, {@code ExitCodes}) and
 * progress, and the printing of names that no terminal should see raw ({@code Quoting}).
 */
package org.truckee.cli.session;
