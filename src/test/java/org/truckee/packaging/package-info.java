/**
 * What a release makes of the program beside the Debian package: archives with and without a Java
 * runtime, an image for containers, and checksums. The profile {@code release} of the build runs
 * {@code ReleaseFiles} and then {@code Checksums}. Their bytes follow from the contents alone, with
 * one time for all files, so that two builds make the same ones.
 */
package org.truckee.packaging;
