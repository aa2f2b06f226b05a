/** The commands {@code check} and {@code deep-check}, and what they print. */
package org.truckee.cli.check;
