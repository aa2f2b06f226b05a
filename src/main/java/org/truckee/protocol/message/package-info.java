/** The encodings of messages, CBOR and JSON, their reading within bounds, and bodies that wait. */
package org.truckee.protocol.message;
