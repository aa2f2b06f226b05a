package org.truckee.web;

import io.vertx.core.http.HttpServerRequest;
import org.truckee.client.directory.Place;
import org.truckee.web.body.Form;

/**
 * One request for something that has an address, taken apart: its form, if it brought one, has been
 * received; any other body is still to come.
 *
 * @param root what its address begins at
 */
record Call(HttpServerRequest request, Arguments arguments, Form form, Place root, WebPath path) {
  /** What is to be done. */
  String t() {
    return arguments.t();
  }

  /** Whether it is for the root itself. */
  boolean isForRoot() {
    return path.names().isEmpty();
  }
}
