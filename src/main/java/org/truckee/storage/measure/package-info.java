/** The time that the calls to a server's shares take, as its operator sees it. */
package org.truckee.storage.measure;
