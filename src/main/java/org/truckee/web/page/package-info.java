/**
 * Pages for people: one record for each page, which holds everything that the page shows, and one
 * template of the same name in {@code webroot/pages/}. A {@link org.truckee.web.page.Page} knows
 * nothing of requests or of the grid; a handler fills it in and {@link org.truckee.web.page.Pages}
 * sends it. Texts go into a page as they are: the templates escape them. Addresses are made with
 * {@link org.truckee.web.http.Address}, and go in finished. The pages themselves are in {@code
 * directory}, {@code file} and {@code gateway}.
 */
package org.truckee.web.page;
