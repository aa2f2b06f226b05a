package org.truckee.web.page;

import java.util.List;

/**
 * Why something did not work.
 *
 * @param title what did not work
 * @param reasons why, one sentence each
 * @param help the smallest thing that would help
 * @param status the number that browsers and programs know it by
 * @param kind the name that our own programs know it by
 */
public record ErrorPage(String title, List<String> reasons, String help, int status, String kind)
    implements Page {}
