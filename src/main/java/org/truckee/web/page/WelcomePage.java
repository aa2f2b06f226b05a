package org.truckee.web.page;

import java.util.List;

/**
 * The first page: the drives, a place to put a file in and one to open what one was given, and how
 * the grid is. A warning is a sentence about the gateway's configuration.
 */
public record WelcomePage(
    List<Drive> drives,
    GridState grid,
    List<String> warnings,
    List<Server> servers,
    List<DriveServer> driveServers,
    List<Peer> peers)
    implements Page {

  /** A directory to start from, and for whom it is. */
  public record Drive(String name, String href, String about) {}

  /**
   * A storage server, as it is now, what is wrong with it ({@code trouble} is empty if it answers)
   * and what is odd about it.
   */
  public record Server(
      String name,
      String id,
      String trouble,
      List<String> warnings,
      String freeSpace,
      String lastContact,
      String version) {}

  /** The same of a server that keeps drives. */
  public record DriveServer(
      String name,
      String id,
      String trouble,
      List<String> warnings,
      String lastContact,
      String version) {}

  /** Another node that the gateway leans on, and why it can't be heard; empty if it can. */
  public record Peer(String role, String address, String trouble) {}

  @Override
  public String title() {
    return "Welcome";
  }
}
