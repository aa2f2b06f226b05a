/**
 * {@code /audit/}: whether servers still hold what they were given, by samples; for programs and on
 * a page.
 */
package org.truckee.web.audit;
