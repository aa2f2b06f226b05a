/** The storage role: serves shares over HTTPS. {@code disk} keeps them. */
package org.truckee.storage;
