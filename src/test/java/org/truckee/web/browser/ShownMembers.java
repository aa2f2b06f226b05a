package org.truckee.web.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.truckee.crypto.Argon2id;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.web.member.MemberSettings;
import org.truckee.web.member.MemberStore;
import org.truckee.web.member.Members;

/** A web port where members sign in, and a link for one. */
final class ShownMembers implements AutoCloseable {
  private final TestGrid grid;
  private final Members members;
  private final WebPort web;
  private final String link;

  ShownMembers(TestGrid grid, Path file) throws IOException {
    this.grid = grid;
    Instant now = grid.clock().instant();
    try (MemberStore store = MemberStore.open(file, new SecureRandom())) {
      link = store.add("ann", now, Optional.empty(), now.plus(Duration.ofDays(7))).reveal();
    }
    MemberSettings settings =
        new MemberSettings(Duration.ofDays(30), Optional.empty(), new Argon2id(64, 1, 1));
    members = new Members(grid.vertx(), file, settings, grid.clock(), new SecureRandom());
    grid.run(members::open);
    web = grid.gateway().web(members);
  }

  /** The address of {@code path}. */
  String at(String path) {
    return web.address().resolve(path).toString();
  }

  /** The address of the link for the member {@code ann}. */
  String link() {
    return at("/sign-in?link=" + link);
  }

  @Override
  public void close() {
    grid.run(members::close);
  }
}
