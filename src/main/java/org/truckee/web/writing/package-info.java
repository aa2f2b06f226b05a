/** The changes of writers: files that are stored, directories that are made, links that are set. */
package org.truckee.web.writing;
