/** What paths lead to, and the links that are made there. */
package org.truckee.web.place;
