/** A request taken apart: its path, its arguments, and its formats. */
package org.truckee.web.request;
