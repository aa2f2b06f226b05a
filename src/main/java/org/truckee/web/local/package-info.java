/** Files of this machine that a gateway's owner reads and writes through the web API. */
package org.truckee.web.local;
