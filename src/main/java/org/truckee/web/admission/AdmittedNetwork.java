package org.truckee.web.admission;

import java.time.Instant;

/**
 * The admission of a network, until it ends.
 *
 * @param admitted when it was admitted, which tells this admission from another one
 * @param ends when it ends
 * @param used the bytes that were stored since then, with those that are on their way
 */
record AdmittedNetwork(Instant admitted, Instant ends, long used) {}
