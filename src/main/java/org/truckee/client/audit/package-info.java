/**
 * Audits: whether servers still hold what they were given, found out from nothing but a verify
 * capability and by few bytes. An {@link org.truckee.client.audit.Auditor} has random blocks proved
 * by a {@link org.truckee.client.audit.ShareSampler}, which reads parts of each share; {@link
 * org.truckee.client.audit.ServerScores} remember what each server did with its questions.
 */
package org.truckee.client.audit;
