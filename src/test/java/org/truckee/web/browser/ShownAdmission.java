package org.truckee.web.browser;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.web.admission.AdmissionSettings;
import org.truckee.web.admission.Admissions;
import org.truckee.web.admission.Price;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.guard.WebSettings;

/** A web port where everybody is a stranger, and storing has a low price. */
final class ShownAdmission implements AutoCloseable {
  private final TestGrid grid;
  private final Admissions admissions;
  private final WebPort web;

  ShownAdmission(TestGrid grid, Path file) {
    this.grid = grid;
    AdmissionSettings settings =
        new AdmissionSettings(1 << 20, Duration.ofDays(30), new Price(10, 12, 100), 100);
    Secret key = new Secret(Bytes.utf8("key of the challenges"));
    admissions =
        new Admissions(grid.vertx(), file, settings, key, grid.clock(), new SecureRandom());
    grid.run(admissions::open);
    WebSettings open =
        WebSettings.usual("gateway", "truckee/test")
            .withOwner(new OwnerRights(false, Optional.empty(), Optional.empty(), List.of()));
    web =
        grid.gateway(GatewaySettings.usual().web(open))
            .web(service -> service.admitting(Optional.of(admissions)));
  }

  /** The address of {@code path}. */
  String at(String path) {
    return web.address().resolve(path).toString();
  }

  @Override
  public void close() {
    grid.run(admissions::close);
  }
}
