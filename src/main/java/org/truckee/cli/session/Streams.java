package org.truckee.cli.session;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The streams of a run of the program.
 *
 * @param terminal whether {@code err} is a terminal
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, boolean terminal) {}
