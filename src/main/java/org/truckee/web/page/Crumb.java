package org.truckee.web.page;

/** One step on the way from a drive down to where the page is; the last one leads nowhere. */
public record Crumb(String name, String href) {}
