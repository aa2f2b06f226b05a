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

  /** A storage server, as it is now, and what is wrong with it; empty if nothing is. */
  public record Server(
      String name, String trouble, String freeSpace, String lastContact, String version) {}

  /** A server that keeps drives, as it is now, and what is wrong with it; empty if nothing is. */
  public record DriveServer(String name, String trouble, String lastContact, String version) {}

  /** Another node that the gateway leans on. */
  public record Peer(String role, String address, boolean connected) {}

  @Override
  public String title() {
    return "Welcome";
  }
}
