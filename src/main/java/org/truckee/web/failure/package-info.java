/**
 * Failures in words for people and programs: statuses, sentences, and the list of unreadable
 * things.
 */
package org.truckee.web.failure;
