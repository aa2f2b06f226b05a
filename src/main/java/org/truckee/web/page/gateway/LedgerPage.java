package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Page;

/**
 * What each account takes of the grid, and what each server gives.
 *
 * @param lead what is to be known first
 * @param columns the names of the servers that told something
 * @param rows the accounts that take something
 * @param servers the servers that take accounts
 */
public record LedgerPage(String lead, List<String> columns, List<Row> rows, List<Server> servers)
    implements Page {
  /**
   * What an account takes.
   *
   * @param name how it is called here
   * @param all what it takes of all servers
   * @param cells what it takes of each
   */
  public record Row(String name, String all, List<String> cells) {}

  /**
   * What a server gives.
   *
   * @param taken what accounts take of it
   * @param left the room that it has left
   * @param quota what the own account may take
   * @param trouble why it told nothing; empty if it did
   */
  public record Server(String name, String taken, String left, String quota, String trouble) {}

  @Override
  public String title() {
    return "Ledger";
  }
}
