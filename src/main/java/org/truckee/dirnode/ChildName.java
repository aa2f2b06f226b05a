package org.truckee.dirnode;

import java.text.Normalizer;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;

/**
 * The normal form of a child's name. Names that look the same are the same: each is kept in
 * Unicode's normalisation form C, on the way in and on the way out.
 */
public final class ChildName {
  private ChildName() {}

  /** The normal form of {@code name}; {@code BAD_REQUEST} if it is no text that has one. */
  public static String normalise(String name) {
    String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
    if (Bytes.utf8(normal).toUtf8().equals(normal)) return normal;
    throw new GridException(
        GridException.Kind.BAD_REQUEST, "a child's name is not well-formed Unicode text");
  }
}
