/** The ends of paths, and the links that are made there. */
package org.truckee.web.place;
