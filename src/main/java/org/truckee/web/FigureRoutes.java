package org.truckee.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.Optional;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.web.monitor.CpuLoad;
import org.truckee.web.monitor.OtherFigures;
import org.truckee.web.monitor.Reading;
import org.truckee.web.monitor.StatisticsRoutes;
import org.truckee.web.monitor.Usage;
import org.truckee.web.page.Pages;
import org.truckee.web.statistics.Statistics;
import org.truckee.web.storage.OwnStorage;
import org.truckee.web.upkeep.UpkeepJson;

/** The routes to the figures of a gateway, and of what is beside it in the same program. */
record FigureRoutes(
    Usage usage,
    Statistics statistics,
    Pages pages,
    Optional<OwnStorage> storage,
    Optional<Upkeep> upkeep) {
  /** Adds them to {@code router}. */
  void mount(Router router, Vertx vertx) {
    OtherFigures own = storage.map(OtherFigures.class::cast).orElse(OtherFigures.NONE);
    StatisticsRoutes figures =
        new StatisticsRoutes(
            usage.counters(),
            statistics,
            pages,
            CpuLoad.watched(vertx),
            () -> own.and(UpkeepJson.metrics(upkeep)));
    Reading.at(router, "/statistics").handler(figures);
    router.post("/statistics").handler(figures);
  }
}
