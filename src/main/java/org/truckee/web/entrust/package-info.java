/** The care for things that others entrusted to this gateway: {@code /entrusted}. */
package org.truckee.web.entrust;
