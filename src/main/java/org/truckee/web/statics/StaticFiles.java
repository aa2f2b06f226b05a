package org.truckee.web.statics;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.truckee.platform.BlockingWork;
import org.truckee.web.http.Conditions;
import org.truckee.web.http.EntityTag;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.monitor.Reading;

/**
 * The files that pages need, from {@code webroot/static/}: a few small files, each of which is read
 * when it is first asked for, and kept. Browsers keep them too, and ask whether they are still the
 * same.
 */
public final class StaticFiles implements Handler<RoutingContext> {
  private static final String WORKER = "admission.js";

  private static final Map<String, String> TYPES =
      Map.of(
          WORKER,
          "text/javascript; charset=utf-8",
          "truckee.css",
          "text/css; charset=utf-8",
          "truckee.js",
          "text/javascript; charset=utf-8",
          "truckee.svg",
          "image/svg+xml");

  private record StaticFile(String type, Buffer bytes, EntityTag tag) {}

  private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

  private final BlockingWork work;

  private StaticFiles(BlockingWork work) {
    this.work = work;
  }

  /** Has {@code router} serve those that {@code work} reads. */
  public static void mount(Router router, BlockingWork work) {
    Reading.at(router, "/static/:name").handler(new StaticFiles(work));
  }

  private static StaticFile read(String name) {
    try (InputStream in = StaticFiles.class.getResourceAsStream("/webroot/static/" + name)) {
      if (in == null) throw new IllegalStateException("the program lacks webroot/static/" + name);
      Buffer bytes = Buffer.buffer(in.readAllBytes());
      EntityTag tag = new EntityTag(Integer.toHexString(bytes.hashCode()) + "-" + bytes.length());
      return new StaticFile(TYPES.get(name), bytes, tag);
    } catch (IOException e) {
      throw new UncheckedIOException("webroot/static/" + name + " can't be read", e);
    }
  }

  @Override
  public void handle(RoutingContext ctx) {
    String name = ctx.pathParam("name");
    if (!TYPES.containsKey(name)) {
      ctx.next();
      return;
    }
    StaticFile known = files.get(name);
    if (known != null) send(ctx, known);
    else
      work.ask(() -> files.computeIfAbsent(name, StaticFiles::read))
          .onSuccess(file -> send(ctx, file))
          .onFailure(ctx::fail);
  }

  private static void send(RoutingContext ctx, StaticFile file) {
    HttpServerResponse response = SafeHeaders.data(ctx.response());
    if (ctx.pathParam("name").equals(WORKER)) SafeHeaders.worker(response);
    response.putHeader("Cache-Control", "no-cache").putHeader("ETag", file.tag().quoted());
    if (Conditions.of(ctx.request()).isKnown(file.tag())) response.setStatusCode(304).end();
    else response.putHeader("Content-Type", file.type()).end(file.bytes());
  }
}
