/** The messages and paths of the storage service. */
package org.truckee.protocol.storage;
