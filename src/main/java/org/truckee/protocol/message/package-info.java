/** The encodings of messages, CBOR and JSON, and their reading within bounds. */
package org.truckee.protocol.message;
