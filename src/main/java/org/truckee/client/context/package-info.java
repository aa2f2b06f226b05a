/**
 * The surroundings of all transfers of a gateway: {@link org.truckee.client.context.ClientContext}
 * is made once and handed down to every flow that puts contents on the grid or gets them back.
 */
package org.truckee.client.context;
