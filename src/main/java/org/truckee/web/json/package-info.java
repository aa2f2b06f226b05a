/** Answers for programs, in Tahoe's layout. */
package org.truckee.web.json;
