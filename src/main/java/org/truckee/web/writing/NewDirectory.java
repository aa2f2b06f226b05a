package org.truckee.web.writing;

import java.util.List;
import java.util.Optional;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.dirnode.Child;
import org.truckee.mutable.FileKeyPair;
import org.truckee.web.place.Links;
import org.truckee.web.request.Arguments;

/**
 * A directory that a request has made.
 *
 * @param t the value of {@code t=}: {@code mkdir} makes an empty one, {@code mkdir-with-children}
 *     and {@code mkdir-immutable} one with the children that the body lists
 * @param format the format that it is to be kept in, if the request names one
 * @param keys its key pair, if the request brings one
 */
public record NewDirectory(String t, Optional<DirectoryFormat> format, Optional<FileKeyPair> keys) {
  /** The arguments in the query and the form. */
  public static NewDirectory of(Arguments arguments) {
    return new NewDirectory(
        arguments.t(), Links.directoryFormat(arguments, "POST"), Kept.keyPair(arguments));
  }

  /** Returns whether it never changes. */
  boolean isImmutable() {
    return t.equals("mkdir-immutable");
  }

  /** The format that it is to be kept in, where {@code usual} is that of others. */
  DirectoryFormat format(DirectoryFormat usual) {
    return isImmutable() ? DirectoryFormat.IMMUTABLE : format.orElse(usual);
  }

  /** Returns whether it is to be like others of the format {@code usual}. */
  boolean isUsual(DirectoryFormat usual) {
    return keys.isEmpty() && format(usual) == usual;
  }

  /** The children that {@code json} lists for it. */
  List<Child> children(String json) {
    if (t.equals("mkdir") && !json.isBlank())
      throw Arguments.bad("t=mkdir does not accept children=, try t=mkdir-with-children instead");
    List<Child> children = Links.children(json);
    if (isImmutable())
      children.forEach(child -> Links.checkImmutable(child.name(), child.target()));
    return children;
  }
}
