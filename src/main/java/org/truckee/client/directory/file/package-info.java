/**
 * Directories that are tables in files: in mutable ones, and in immutable ones that never change.
 */
package org.truckee.client.directory.file;
