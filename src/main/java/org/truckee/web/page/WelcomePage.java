package org.truckee.web.page;

import java.util.List;

/**
 * The first page: the drives, a place to store a file, a place to open a link, and the state of the
 * grid. A warning is a sentence about the gateway's configuration.
 */
public record WelcomePage(
    List<Drive> drives,
    GridState grid,
    List<String> warnings,
    List<Server> servers,
    List<DriveServer> driveServers,
    List<Peer> peers)
    implements Page {

  /** A directory to start from, and its users. */
  public record Drive(String name, String href, String about) {}

  /**
   * A storage server, its state, its failure ({@code trouble} is empty if it answers) and its
   * oddities.
   */
  public record Server(
      String name,
      String id,
      String trouble,
      List<String> warnings,
      String freeSpace,
      String lastContact,
      String version) {}

  /** The same for a server that keeps drives. */
  public record DriveServer(
      String name,
      String id,
      String trouble,
      List<String> warnings,
      String lastContact,
      String version) {}

  /** Another node that the gateway needs, and the reason why it can't be heard; empty if it can. */
  public record Peer(String role, String address, String trouble) {}

  @Override
  public String title() {
    return "Welcome";
  }
}
