/**
 * The storage role: serves shares over HTTPS. {@code share} says what is asked of their keeper, and
 * {@code disk} keeps them.
 */
package org.truckee.storage;
