package org.truckee.web.resource;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;
import static org.truckee.web.resource.Target.FILE;
import static org.truckee.web.resource.Target.UNKNOWN;

import java.util.List;
import org.truckee.web.reading.Descriptions;
import org.truckee.web.reading.FileReading;
import org.truckee.web.walk.Checks;
import org.truckee.web.writing.FormUploads;
import org.truckee.web.writing.Storing;

/** The rows for files, and for things of which nothing is known but their capability. */
final class FileRows {
  static final List<Endpoint<?>> ALL =
      List.of(
          Row.of(GET, FILE, "")
              .with("filename", "save", "at")
              .reads(
                  "sends the contents, or a part of them",
                  FileReading.Shown::of,
                  (all, call, shown) -> all.files.contents(call, shown)),
          Row.of(GET, FILE, "download")
              .with("filename", "save", "localfile")
              .reads(
                  "sends the contents, or writes them to the gateway's own machine, for its owner",
                  FileReading.Shown::orWritten,
                  (all, call, shown) -> all.files.download(call, shown)),
          Row.of(GET, FILE, "json")
              .with("at")
              .reads("tells what is known of the file", (all, call) -> all.files.json(call)),
          Row.of(GET, FILE, "uri")
              .with("at")
              .reads("tells its strongest capability", (all, call) -> Descriptions.uri(call)),
          Row.of(GET, FILE, "readonly-uri")
              .reads(
                  "tells the capability that reads it", (all, call) -> Descriptions.readUri(call)),
          Row.of(GET, FILE, "info")
              .reads("shows a page of what is known", (all, call) -> all.info(call)),
          Row.of(PUT, FILE, "")
              .with("offset")
              .does(
                  "makes the body the contents of a file that can change",
                  Storing.Put::inPlace,
                  (all, call, put) -> all.bodies.file(call, put)),
          Row.of(POST, FILE, "upload")
              .with(
                  "replace",
                  "format",
                  "mutable",
                  "convergent",
                  "private-key",
                  "upload-id",
                  "when_done")
              .does(
                  "changes the file to the field `file` of a form, or links a new one in its place",
                  FormUploads.Named::replacing,
                  (all, call, sent) -> all.forms.file(call, sent)),
          Row.of(POST, FILE, "check")
              .with("verify", "add-lease", "repair", "force", "output", "when_done")
              .storesIf("repair", "add-lease")
              .does(
                  "checks how well the file is kept, and repairs it if asked to",
                  Checks.Check::of,
                  (all, call, check) -> all.checks.check(call, check)),
          Row.of(GET, UNKNOWN, "json")
              .does("tells the capability", (all, call) -> Descriptions.unknownJson(call)),
          Row.of(GET, UNKNOWN, "info")
              .does("shows a page of what is known", (all, call) -> all.info(call)));

  private FileRows() {}
}
