/**
 * Files and directories as the web API offers them: the table of all questions to them, and the
 * handlers that find the row which answers a request.
 */
package org.truckee.web.resource;
