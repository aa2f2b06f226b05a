/**
 * The storage role: serves shares over HTTPS. {@code share} holds the contract of their keeper,
 * {@code measure} times the calls to it, and {@code disk} keeps the shares in files, of which
 * {@code container} knows the form; {@code object} says how those of immutable shares go somewhere
 * else, and {@code s3} is such a place. {@code expire} decides which of them go, {@code account}
 * says whose they are and what each may take, {@code cycle} counts them, {@code trash} keeps those
 * that went for a while, and {@code crawl} goes through them all; {@code count} counts the files
 * that they are of, and {@code sweep} keeps objects and the list of them together.
 */
package org.truckee.storage;
