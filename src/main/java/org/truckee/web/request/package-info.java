/** A request taken apart: its path, its arguments, and what it is made of. */
package org.truckee.web.request;
