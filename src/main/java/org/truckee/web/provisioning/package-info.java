/**
 * How large a grid has to be: a {@link org.truckee.web.provisioning.Plan} says who uses it and what
 * it is made of, and the arithmetic says what that comes to. No clock, no chance, no network.
 */
package org.truckee.web.provisioning;
