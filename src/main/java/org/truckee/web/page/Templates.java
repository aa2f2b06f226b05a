package org.truckee.web.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;

/**
 * The templates of the pages, in {@code webroot/pages/}. They escape every text that they show, and
 * an unknown name is an error. A template that was used once stays compiled.
 */
final class Templates {
  private final PebbleEngine engine;

  Templates() {
    ClasspathLoader loader = new ClasspathLoader();
    loader.setPrefix("webroot/pages");
    loader.setSuffix(".html");
    engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .autoEscaping(true)
            .addEscapingStrategy("visible", new VisibleText())
            .defaultEscapingStrategy("visible")
            .newLineTrimming(true)
            .defaultLocale(Locale.ROOT)
            .build();
  }

  /** Writes the template {@code name}, filled in with {@code model}, to {@code out}. */
  void write(String name, Map<String, Object> model, Writer out) {
    try {
      engine.getTemplate(name).evaluate(out, model);
    } catch (IOException e) {
      throw new UncheckedIOException("the page can't be written", e);
    }
  }
}
