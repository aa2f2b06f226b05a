/**
 * The storage role: serves shares over HTTPS. {@code share} holds the contract of their keeper, and
 * {@code disk} keeps them.
 */
package org.truckee.storage;
