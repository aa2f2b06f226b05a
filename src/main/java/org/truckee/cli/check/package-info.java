/** The commands {@code check}, {@code deep-check} and {@code audit}, and their output. */
package org.truckee.cli.check;
