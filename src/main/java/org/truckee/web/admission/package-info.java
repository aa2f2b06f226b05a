/**
 * The admission of strangers at a gateway that is open to them: a network of addresses may store so
 * many bytes in a time, after a proof of work whose {@code Price} follows the load. {@code
 * Admissions} set a {@code Challenge}, check what comes back, and keep what counts in an {@code
 * AdmissionStore}; a {@code StrangersAllowance} counts what one request stores; {@code
 * KnownSenders} tells whom all that is for, and {@code AdmissionRoutes} show it.
 */
package org.truckee.web.admission;
