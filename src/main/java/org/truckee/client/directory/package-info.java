/**
 * Directories of any kind as one: {@link org.truckee.client.directory.Directories} opens them by
 * their capability, and a {@code Walk} visits everything below one. {@code file} holds those that
 * are tables in files, {@code vdrive} those in the tables of a vdrive server, {@code trash} keeps
 * what is taken away in a drive, and {@code tree} counts the things that a walk visits.
 */
package org.truckee.client.directory;
