/** Pages about one file or directory: its upload, its facts, its health. */
package org.truckee.web.page.file;
