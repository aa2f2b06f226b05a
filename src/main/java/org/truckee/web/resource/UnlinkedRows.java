package org.truckee.web.resource;

import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;
import static org.truckee.web.resource.Target.UNLINKED;

import java.util.List;
import org.truckee.web.writing.FormUploads;
import org.truckee.web.writing.Kept;
import org.truckee.web.writing.NewDirectories;

/** The rows for things that are made, and that nothing leads to but the answer. */
final class UnlinkedRows {
  static final List<Endpoint<?>> ALL =
      List.of(
          Row.of(PUT, UNLINKED, "")
              .with("format", "mutable", "convergent", "private-key", "upload-id")
              .does(
                  "stores the body as a file",
                  Kept::of,
                  (all, call, kept) -> all.bodies.unlinked(call, kept)),
          Row.of(PUT, UNLINKED, "mkdir")
              .with("format", "mutable", "private-key", "redirect_to_result")
              .does(
                  "makes an empty directory",
                  NewDirectories.Unlinked::of,
                  (all, call, asked) -> all.making.unlinked(call, asked)),
          Row.of(POST, UNLINKED, "upload", "")
              .with("format", "mutable", "convergent", "private-key", "upload-id", "when_done")
              .does(
                  "stores the field `file` of a form as a file",
                  FormUploads.Unlinked::of,
                  (all, call, sent) -> all.forms.unlinked(call, sent)),
          Row.of(POST, UNLINKED, "mkdir", "mkdir-with-children", "mkdir-immutable")
              .with("format", "mutable", "private-key", "redirect_to_result")
              .does(
                  "makes a directory: an empty one, one with the children that the body lists, or"
                      + " one that never changes",
                  NewDirectories.Unlinked::of,
                  (all, call, asked) -> all.making.unlinked(call, asked)));

  private UnlinkedRows() {}
}
