/**
 * The storage role: serves shares over HTTPS. {@code share} holds the contract of their keeper,
 * {@code measure} times the calls to it, {@code expire} decides which of them are kept, {@code
 * cycle} counts them, and {@code disk} keeps them.
 */
package org.truckee.storage;
