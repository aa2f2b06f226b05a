/**
 * A key agreed on by a short password, as magic-wormhole has it. Two {@code SymmetricSpake2} with
 * the same password find the same key, {@code PhaseKeys} derives one for each message from it, and
 * a {@code SecretBox} seals a message.
 */
package org.truckee.crypto.pake;
