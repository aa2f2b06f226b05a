/** The notes about the link to a child: {@code Metadata}, as JSON of any shape. */
package org.truckee.dirnode.metadata;
