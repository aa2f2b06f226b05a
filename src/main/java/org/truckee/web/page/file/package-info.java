/** Pages of one file or directory: how it was stored, what is known of it, how it is kept. */
package org.truckee.web.page.file;
