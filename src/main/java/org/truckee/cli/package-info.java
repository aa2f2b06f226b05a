/**
 * The commands that talk to a running gateway over HTTP, a class each. They start in a moment, so
 * they use nothing but the JDK, the parser of the command line and, where an answer is JSON, its
 * parser. {@code Commands} knows all of them by name.
 */
package org.truckee.cli;
