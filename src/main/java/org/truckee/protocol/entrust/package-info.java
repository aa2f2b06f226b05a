/**
 * What an owner gives to a caretaker: an {@link org.truckee.protocol.entrust.Entrustment} of things
 * that can be kept alive by it, and not read.
 */
package org.truckee.protocol.entrust;
