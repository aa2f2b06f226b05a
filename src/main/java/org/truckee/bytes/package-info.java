/**
 * Byte strings as values, whole or known in part, secrets that do not print themselves, and the
 * text forms that Tahoe gives them.
 */
package org.truckee.bytes;
