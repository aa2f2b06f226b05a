package org.truckee.web.page;

/** Something was done; a link leads on. */
public record DonePage(String title, String sentence, String href, String onward) implements Page {}
