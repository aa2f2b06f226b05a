/**
 * The commands that talk to a running gateway over HTTP. They start in a moment, so they use
 * nothing but the JDK and the parser of the command line.
 */
package org.truckee.cli;
