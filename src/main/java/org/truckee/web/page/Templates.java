package org.truckee.web.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The templates of the pages, in {@code webroot/pages/}. They escape every text that they show, and
 * an unknown name is an error. A template that was compiled stays so. The engine is made for the
 * first page, since most storage servers never show one.
 */
final class Templates {
  /** The names of all. */
  static final List<String> ALL =
      List.of(
          "activity",
          "admission",
          "audit",
          "base",
          "board",
          "check",
          "delete",
          "directory",
          "error",
          "info",
          "ledger",
          "manifest",
          "member",
          "operation",
          "parts",
          "passphrase",
          "provisioning",
          "rename",
          "replaced",
          "sign-in",
          "statistics",
          "storage",
          "stored",
          "taken",
          "transfer",
          "trash",
          "upkeep",
          "welcome");

  private static volatile boolean compiled;

  private Templates() {}

  /** Returns whether all are compiled, so that writing a page reads no file. */
  static boolean areCompiled() {
    return compiled;
  }

  /** Compiles those that are not. Blocks. */
  static void compile() {
    ALL.forEach(Engine.OF_ALL::getTemplate);
    compiled = true;
  }

  /** The one engine of all pages. */
  private static final class Engine {
    static final PebbleEngine OF_ALL = make();

    private static PebbleEngine make() {
      ClasspathLoader loader = new ClasspathLoader();
      loader.setPrefix("webroot/pages");
      loader.setSuffix(".html");
      return new PebbleEngine.Builder()
          .loader(loader)
          .strictVariables(true)
          .autoEscaping(true)
          .addEscapingStrategy("visible", new VisibleText())
          .defaultEscapingStrategy("visible")
          .newLineTrimming(true)
          .defaultLocale(Locale.ROOT)
          .build();
    }
  }

  /** Writes the template {@code name}, filled in with {@code model}, to {@code out}. */
  static void write(String name, Map<String, Object> model, Writer out) {
    try {
      Engine.OF_ALL.getTemplate(name).evaluate(out, model);
    } catch (IOException e) {
      throw new UncheckedIOException("the page can't be written", e);
    }
  }
}
