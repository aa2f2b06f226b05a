package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.Optional;
import org.truckee.bytes.Secret;
import org.truckee.introducer.IntroducerConfig;
import org.truckee.introducer.IntroducerService;
import org.truckee.platform.measure.Monitored;

/** The introducer role of a node, on the routes of its TLS port. */
final class IntroducerRole implements Role {
  private final IntroducerConfig config;
  private final Secret authorization;
  private final Router router;
  private IntroducerService introducer;

  IntroducerRole(IntroducerConfig config, Secret authorization, Router router) {
    this.config = config;
    this.authorization = authorization;
    this.router = router;
  }

  @Override
  public Future<?> open(Vertx vertx, Shutdown shutdown) {
    introducer = new IntroducerService(vertx, config, authorization, InstantSource.system());
    introducer.mount(router);
    shutdown.add("the introducer", introducer::close);
    return introducer.open();
  }

  @Override
  public Optional<Monitored> monitored() {
    return Optional.of(introducer);
  }
}
