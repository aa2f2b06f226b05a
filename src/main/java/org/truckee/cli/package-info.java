/**
 * The commands that talk to a gateway by its web API. Each command is a process of its own, so this
 * package and those below it stand on little: the JDK, picocli and Jackson.
 *
 * <p>{@code session} holds the surroundings of a command: its streams, its exit codes and its words
 * for failures. {@code gateway} speaks the web API, {@code name} reads places such as {@code
 * docs:letters/a.txt}, {@code local} reads files of this machine, and {@code option} holds the
 * options that commands share. The commands themselves stand by their subject: {@code alias},
 * {@code backup}, {@code check}, {@code copy}, {@code entrust}, {@code link}, {@code shell}, {@code
 * status}, {@code storage}, {@code tree} and {@code upkeep}; this package holds those for single
 * files and the table of all, {@code Commands}.
 */
package org.truckee.cli;
