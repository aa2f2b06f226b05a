package org.truckee;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this program, as the build noted it. */
public final class Version {
  /** For example {@code truckee/0.1.0}. */
  public static final String TEXT = "truckee/" + number();

  private Version() {}

  private static String number() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("the build left out version.properties", e);
    }
  }
}
