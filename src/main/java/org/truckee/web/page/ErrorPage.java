package org.truckee.web.page;

import java.util.List;

/**
 * The page about a failure.
 *
 * @param title the thing that did not work
 * @param reasons the reasons, one sentence each
 * @param help the smallest thing that would help
 * @param status the number that browsers and programs know the failure by
 * @param kind the name that our own programs know it by
 */
public record ErrorPage(String title, List<String> reasons, String help, int status, String kind)
    implements Page {}
