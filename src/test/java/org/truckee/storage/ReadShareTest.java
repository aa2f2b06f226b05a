package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.message.ErrorReply;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.storage.share.FileData;
import org.truckee.storage.share.ShareData;
import org.truckee.storage.share.ShareStore;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.Ask;

/** A share that goes to the trash while somebody reads it. */
class ReadShareTest {
  private static final int LARGE = 2 << 20;

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Waiting.of(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, LARGE})
  void aShareThatGoesAfterItWasFound_isOneThatIsNotThere(int size) {
    ShareData gone = new FileData(directory.resolve("gone"), 12, size);
    assertMissed(
        new ReadShare.Source() {
          @Override
          public <T> T read(StorageIndex index, int number, ShareStore.Reader<T> reader)
              throws IOException {
            return reader.read(gone);
          }
        });
  }

  @Test
  void aShareThatGoesWhileItIsLookedFor_isNotThereEither() {
    assertMissed(
        new ReadShare.Source() {
          @Override
          public <T> T read(StorageIndex index, int number, ShareStore.Reader<T> reader)
              throws IOException {
            throw new NoSuchFileException("gone");
          }
        });
  }

  private void assertMissed(ReadShare.Source source) {
    MessageMemory memory = MessageMemory.of(vertx, "test");
    Router router = Router.router(vertx);
    router.route().failureHandler(new ErrorReply());
    router
        .route()
        .handler(
            ctx -> {
              StorageRequest.prohibit(ctx, Blacklist.none());
              ctx.next();
            });
    router
        .get("/:storageIndex/:shareNumber")
        .handler(new ReadShare(source, BlockingWork.of(vertx), vertx.fileSystem(), memory));
    HttpServer server =
        Waiting.of(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    String path = "/" + Ask.storageIndex(7) + "/0";
    HttpClientResponse answer =
        Waiting.onEventLoop(
            vertx,
            () ->
                vertx
                    .createHttpClient()
                    .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", path)
                    .compose(request -> request.send())
                    .compose(response -> response.body().map(body -> response)));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.getHeader("Content-Range")).isNull();
  }
}
