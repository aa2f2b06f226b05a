package org.truckee.web.page;

/** One step on the way from a drive down to the page's place; the last one leads nowhere. */
public record Crumb(String name, String href) {}
