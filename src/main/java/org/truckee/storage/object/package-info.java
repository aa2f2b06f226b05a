/**
 * The place of the data of whole immutable shares where that is not the disk: an {@code
 * ObjectStore} holds an object for each, of which the {@code ObjectName} stands in the list on the
 * disk, and a {@code StoreMark} ties both together.
 */
package org.truckee.storage.object;
