/**
 * The surroundings of every command: {@code Session} (the streams, the environment and the name
 * that the program was called by), how it tells of failures ({@code CommandFailure}, {@code
 * ExitCodes}) and of progress, and how it prints names that no terminal should see raw ({@code
 * Quoting}).
 */
package org.truckee.cli.session;
