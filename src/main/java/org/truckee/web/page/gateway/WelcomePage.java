package org.truckee.web.page.gateway;

import java.util.List;
import org.truckee.web.page.Page;

/**
 * The first page: the drives, a place to store a file, a place to open a link, and the state of the
 * grid, with what its owner should know.
 */
public record WelcomePage(
    List<Drive> drives,
    GridState grid,
    List<Warning> warnings,
    List<StorageRow> servers,
    List<Server> driveServers,
    List<Peer> peers)
    implements Page {

  /**
   * A sentence about the gateway itself.
   *
   * @param href where more of it is told; empty if nowhere
   */
  public record Warning(String about, String text, String href) {}

  /** A directory to start from, and its users. */
  public record Drive(String name, String href, String about) {}

  /**
   * A server, as it is now.
   *
   * @param trouble its failure; empty if it answers
   * @param warnings its oddities
   */
  public record Server(
      String name,
      String id,
      String trouble,
      List<String> warnings,
      String lastContact,
      String version) {}

  /** A storage server, the space that it offers, and its answers to audits. */
  public record StorageRow(Server server, String freeSpace, String audits) {}

  /** Another node that the gateway needs, and the reason why it can't be heard; empty if it can. */
  public record Peer(String role, String address, String trouble) {}

  @Override
  public String title() {
    return "Welcome";
  }
}
