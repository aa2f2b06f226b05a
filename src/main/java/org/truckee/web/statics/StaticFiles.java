package org.truckee.web.statics;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.truckee.web.http.Conditions;
import org.truckee.web.http.EntityTag;
import org.truckee.web.http.SafeHeaders;

/**
 * The files that pages need, from {@code webroot/static/}: a few small files, which are read once
 * and kept. Browsers keep them too, and ask whether they are still the same.
 */
public final class StaticFiles implements Handler<RoutingContext> {
  private static final Map<String, String> TYPES =
      Map.of(
          "truckee.css", "text/css; charset=utf-8",
          "truckee.js", "text/javascript; charset=utf-8",
          "truckee.svg", "image/svg+xml");

  private record StaticFile(String type, Buffer bytes, EntityTag tag) {}

  private final Map<String, StaticFile> files = new HashMap<>();

  public StaticFiles() {
    TYPES.forEach((name, type) -> files.put(name, read(name, type)));
  }

  private static StaticFile read(String name, String type) {
    try (InputStream in = StaticFiles.class.getResourceAsStream("/webroot/static/" + name)) {
      if (in == null) throw new IllegalStateException("the program lacks webroot/static/" + name);
      Buffer bytes = Buffer.buffer(in.readAllBytes());
      EntityTag tag = new EntityTag(Integer.toHexString(bytes.hashCode()) + "-" + bytes.length());
      return new StaticFile(type, bytes, tag);
    } catch (IOException e) {
      throw new UncheckedIOException("webroot/static/" + name + " can't be read", e);
    }
  }

  @Override
  public void handle(RoutingContext ctx) {
    StaticFile file = files.get(ctx.pathParam("name"));
    if (file == null) {
      ctx.next();
      return;
    }
    HttpServerResponse response = SafeHeaders.data(ctx.response());
    response.putHeader("Cache-Control", "no-cache").putHeader("ETag", file.tag().quoted());
    if (Conditions.of(ctx.request()).isKnown(file.tag())) response.setStatusCode(304).end();
    else response.putHeader("Content-Type", file.type()).end(file.bytes());
  }
}
