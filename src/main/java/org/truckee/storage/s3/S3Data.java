package org.truckee.storage.s3;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.protocol.message.SmallBody;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.storage.share.ObjectData;

/**
 * The data of a share in a bucket. An answer counts only if it says that it is that range of an
 * object of that length.
 *
 * @param object the name of the object
 * @param lost is run when the bucket says that it has no such object
 */
record S3Data(S3Client client, S3Place place, String object, long length, Runnable lost)
    implements ObjectData {
  private static final int TRIES = 3;

  /** An answer from which exactly the wanted bytes come. */
  private record Answered(HttpClientResponse response) implements Flow {
    @Override
    public ReadStream<Buffer> bytes() {
      return response;
    }

    @Override
    public void end() {
      response.request().reset();
    }
  }

  @Override
  public Future<Buffer> read(ByteRange range) {
    return client.again(() -> readOnce(range), TRIES).recover(this::told);
  }

  private Future<Buffer> readOnce(ByteRange range) {
    return ask(range)
        .compose(
            response ->
                SmallBody.read(response, (int) range.length())
                    .compose(bytes -> whole(bytes, range))
                    .onFailure(broken -> response.request().reset()));
  }

  private static Future<Buffer> whole(Buffer bytes, ByteRange range) {
    return bytes.length() == range.length() ? Future.succeededFuture(bytes) : others();
  }

  @Override
  public Future<Flow> open(ByteRange range) {
    return client.again(() -> ask(range), TRIES).<Flow>map(Answered::new).recover(this::told);
  }

  private Future<HttpClientResponse> ask(ByteRange range) {
    S3Call call =
        S3Call.object(HttpMethod.GET, place, object)
            .header("range", "bytes=%d-%d".formatted(range.begin(), range.end() - 1));
    return client.open(call, S3Body.NONE).compose(response -> checked(response, range));
  }

  private Future<HttpClientResponse> checked(HttpClientResponse response, ByteRange range) {
    String whole = "bytes %d-%d/%d".formatted(range.begin(), range.end() - 1, length);
    boolean right =
        response.statusCode() == 206
            ? whole.equals(response.getHeader("Content-Range"))
            : range.length() == length;
    if (right && Long.toString(range.length()).equals(response.getHeader("Content-Length")))
      return Future.succeededFuture(response);
    response.request().reset();
    return others();
  }

  private static <T> Future<T> others() {
    return Future.failedFuture(
        new GridException(
            GridException.Kind.CORRUPT,
            Subject.named("the bucket of this server"),
            "answers other bytes than it was asked for"));
  }

  private <T> Future<T> told(Throwable failure) {
    if (failure instanceof GridException) return Future.failedFuture(failure);
    boolean absent = S3Failure.isAbsence(failure);
    if (absent) lost.run();
    return Future.failedFuture(
        new GridException(
            absent ? GridException.Kind.NOT_FOUND : GridException.Kind.UNREACHABLE,
            Subject.named("the bucket of this server"),
            absent ? "has lost this share" : "fails: " + FailureText.sentence(failure),
            failure));
  }
}
