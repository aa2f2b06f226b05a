package org.truckee.storage.s3;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.bytes.Digits;
import org.truckee.storage.share.FileData;

/**
 * The way of a file into a bucket: in one request, or in parts if it is large. A part of a file is
 * never an object. Blocks.
 */
final class S3Upload {
  private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);
  private static final long PART = 16 << 20;
  private static final long MOST_PARTS = 10_000;
  private static final int AT_A_TIME = 4;
  private static final int TRIES = 6;

  private final S3Client client;
  private final S3Place place;
  private final FileSystem files;

  S3Upload(S3Client client, S3Place place, FileSystem files) {
    this.client = client;
    this.place = place;
    this.files = files;
  }

  /** Makes the object {@code name} of {@code data}; returns when it is seen there as a whole. */
  void put(String name, FileData data) throws IOException {
    if (data.length() <= PART) putAtOnce(name, data);
    else putInParts(name, data);
    long there = length(name);
    if (there != data.length())
      throw new IOException(
          "the S3 server took %d bytes and has %d".formatted(data.length(), there));
  }

  /** The length of the object {@code name} in the bucket. */
  long length(String name) throws IOException {
    S3Call call = S3Call.object(HttpMethod.HEAD, place, name);
    S3Client.Answer answer = S3Waits.on(client.ask(call, S3Body.NONE, TRIES));
    String length = answer.headers().get("Content-Length");
    if (length == null || !Digits.areAll(length, 18))
      throw new IOException("the S3 server tells no length");
    return Long.parseLong(length);
  }

  private void putAtOnce(String name, FileData data) throws IOException {
    S3Call call = S3Call.object(HttpMethod.PUT, place, name);
    S3Waits.on(client.ask(call, S3Body.of(files, data), TRIES));
  }

  private void putInParts(String name, FileData data) throws IOException {
    S3Call object = S3Call.object(HttpMethod.POST, place, name);
    String id =
        S3Waits.on(client.ask(object.with("uploads", ""), S3Body.NONE, TRIES))
            .xml()
            .text("UploadId");
    if (id.isEmpty()) throw new IOException("the S3 server begins no upload in parts");
    try {
      complete(name, id, sendParts(name, id, data));
    } catch (IOException | RuntimeException e) {
      end(S3Call.object(HttpMethod.DELETE, place, name).with("uploadId", id));
      throw e;
    }
  }

  /** Sends a few parts at a time; returns their tags, or fails when none is on its way any more. */
  private List<String> sendParts(String name, String id, FileData data) throws IOException {
    long size = Math.max(PART, (data.length() + MOST_PARTS - 1) / MOST_PARTS);
    List<Future<String>> sent = new ArrayList<>();
    try {
      for (long at = 0; at < data.length(); at += size) {
        if (sent.size() >= AT_A_TIME) S3Waits.on(sent.get(sent.size() - AT_A_TIME));
        long length = Math.min(size, data.length() - at);
        sent.add(
            sendPart(
                name, id, sent.size() + 1, new FileData(data.file(), data.offset() + at, length)));
      }
      S3Waits.on(Future.all(sent));
    } catch (IOException | RuntimeException e) {
      S3Waits.on(Future.join(sent).otherwiseEmpty());
      throw e;
    }
    return sent.stream().map(Future::result).toList();
  }

  private Future<String> sendPart(String name, String id, int number, FileData part)
      throws IOException {
    S3Call call =
        S3Call.object(HttpMethod.PUT, place, name)
            .with("partNumber", Integer.toString(number))
            .with("uploadId", id);
    return client.ask(call, S3Body.of(files, part), TRIES).compose(S3Upload::tag);
  }

  private static Future<String> tag(S3Client.Answer answer) {
    String tag = answer.headers().get("ETag");
    return tag == null
        ? Future.failedFuture(new IOException("the S3 server gives no tag for a part"))
        : Future.succeededFuture(tag);
  }

  /** A server may say after a long while, with status 200, that it could not. */
  private void complete(String name, String id, List<String> tags) throws IOException {
    StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < tags.size(); i++)
      parts
          .append("<Part><PartNumber>%d</PartNumber><ETag>".formatted(i + 1))
          .append(tags.get(i).replace("&", "&amp;").replace("<", "&lt;"))
          .append("</ETag></Part>");
    parts.append("</CompleteMultipartUpload>");
    S3Call call = S3Call.object(HttpMethod.POST, place, name).with("uploadId", id);
    S3Xml answer =
        S3Waits.on(client.ask(call, S3Body.of(Buffer.buffer(parts.toString())), TRIES)).xml();
    if (answer.root().equals("Error")) throw new S3Failure(200, answer.text("Code"));
  }

  /** An upload that can't be ended now is ended by the sweep later. */
  private void end(S3Call call) {
    try {
      S3Waits.on(client.ask(call, S3Body.NONE, TRIES));
    } catch (IOException stays) {
      LOG.warn("storage: an upload in parts stays for now: {}", FailureText.sentence(stays));
    }
  }
}
