package org.truckee.web.page;

/** A fact about a thing: one row of a table. */
public record Fact(String name, String value) {}
