/**
 * Capabilities: short texts that are all it takes to write, read or check a file or directory. Each
 * kind gives up power only downwards, write to read to verify, and prints back to the text it was
 * read from. Source: Tahoe's uri.rst.
 */
package org.truckee.cap;
