package org.truckee.web.page;

/** Something that is known of a thing: one row of a table of facts. */
public record Fact(String name, String value) {}
