/**
 * What all transfers of a gateway work with: {@link org.truckee.client.context.ClientContext} is
 * made once and handed down to every flow that puts something on the grid or gets it back.
 */
package org.truckee.client.context;
