package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import org.truckee.bytes.Secret;
import org.truckee.introducer.IntroducerConfig;
import org.truckee.introducer.IntroducerService;

/** The introducer role of a node, on the routes of its TLS port. */
record IntroducerRole(IntroducerConfig config, Secret authorization, Router router)
    implements Role {
  @Override
  public Future<?> open(Vertx vertx, Shutdown shutdown) {
    IntroducerService introducer =
        new IntroducerService(vertx, config, authorization, InstantSource.system());
    introducer.mount(router);
    shutdown.add("the introducer", introducer::close);
    return introducer.open();
  }
}
