package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.truckee.client.server.introducer.IntroducerClient;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.Nurl;

/**
 * Announces a node's roles to every introducer, and again now and then, since announcements end;
 * goes on trying in the background where one is away.
 *
 * @param first the announcements for now
 * @param renewed makes the later ones; blocks
 */
record Announcer(
    List<Nurl> introducers, List<Announcement> first, Callable<List<Announcement>> renewed)
    implements Role {
  private static final long RENEWAL_MILLIS = TimeUnit.DAYS.toMillis(1);

  @Override
  public Future<?> open(Vertx vertx, Shutdown shutdown) {
    List<IntroducerClient> clients =
        introducers.stream()
            .map(nurl -> new IntroducerClient(vertx, nurl, InstantSource.system()))
            .toList();
    clients.forEach(client -> shutdown.add("an introducer's client", client::close));
    publish(clients, first);
    BlockingWork disk = BlockingWork.of(vertx);
    vertx.setPeriodic(
        RENEWAL_MILLIS, tick -> disk.ask(renewed).onSuccess(now -> publish(clients, now)));
    return Future.succeededFuture();
  }

  private static void publish(List<IntroducerClient> clients, List<Announcement> announcements) {
    announcements.forEach(each -> clients.forEach(client -> client.publish(each)));
  }
}
