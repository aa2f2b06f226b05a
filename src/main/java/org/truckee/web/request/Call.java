package org.truckee.web.request;

import io.vertx.core.http.HttpServerRequest;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.web.body.Form;

/**
 * One request for something that has an address, taken apart: its form, if it brought one, has been
 * received; any other body is still to come.
 *
 * @param root what its address begins at
 */
public record Call(
    HttpServerRequest request, Arguments arguments, Form form, ResolvedPath root, WebPath path) {
  /** What is to be done. */
  public String t() {
    return arguments.t();
  }

  /** Whether it is for the root itself. */
  public boolean isForRoot() {
    return path.names().isEmpty();
  }
}
