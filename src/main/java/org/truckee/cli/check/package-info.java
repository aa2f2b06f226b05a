/** The commands {@code check} and {@code deep-check}, and their output. */
package org.truckee.cli.check;
