/**
 * The hashes, ciphers and keys that Tahoe's formats are made of, on the JDK's own AES, SHA-256 and
 * RSA and on BouncyCastle's Ed25519. Everything here is decided by its arguments: no clock, no
 * randomness, no files. {@code pake} agrees on a key by a short password.
 */
package org.truckee.crypto;
